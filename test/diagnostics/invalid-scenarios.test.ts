import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CODES, type Code } from '../../src/diagnostics/codes.ts';
import { renderDiagnostics } from '../../src/diagnostics/render.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { tableOf } from '../scenario/inventory-table.ts';

const FOLDER = new URL('../fixtures/invalid/', import.meta.url);

const { UPDATE } = process.env;

/** Codes without a fixture here, and why. */
const ELSEWHERE: Partial<Record<Code, string>> = {
  'too-large': 'needs a file of 64 MB: tested in test/scenario/tree/read-yaml.test.ts',
  'file-not-readable': 'cli: reading files',
  'is-a-directory': 'cli: reading files',
  'bad-option': 'cli: options',
  'bad-baseline': 'cli: checks',
  'queue-unusable': 'cli: queues',
  'starts-kept': 'scenario/overlay/job-starts',
  'ram-short': 'policy/preflight',
  oversubscribed: 'policy/preflight',
  'modes-without-use': 'policy/preflight',
  'unreachable-disk': 'policy/preflight',
  'unused-proxy': 'policy/preflight/unused-parts',
  'unused-repository': 'policy/preflight/unused-parts',
  'datastore-without-hosts': 'policy/preflight/mounted-datastores',
  'sites-not-joined': 'policy/preflight/unjoined-sites',
  'storage-across-sites': 'policy/preflight/storage-across-sites',
  'window-shorter-than-disk': 'policy/preflight',
  'rpo-shorter-than-interval': 'policy/preflight/short-objectives',
  'job-never-starts': 'policy/unstarted-jobs',
  'host-keeps-vms': 'policy/preflight/hosts-that-fail',
  'never-done': 'runs/last-resort',
  'refused-by-policy': 'runs/refused-by-policy',
  'fault-after-end': 'runs/faults-after-end',
  'warm-up-too-long': 'metrics/warm-up-left',
  'affinity-not-honoured': 'policy/preflight',
  'datastore-never-calm': 'policy/preflight',
  'latency-not-controlled': 'policy/preflight',
  'datastore-not-visible': 'policy/preflight',
  'vm-in-no-job': 'model/compile',
  'unknown-metric': 'metrics',
  'unknown-policy': 'policy/resolve',
  'bad-policy': 'policy/user-policy',
};

function textOf(name: string): string | undefined {
  const url = new URL(name, FOLDER);
  return existsSync(url) ? readFileSync(url, 'utf8') : undefined;
}

function rendered(name: string): string {
  const text = textOf(name)!;
  const overlays = [...text.matchAll(/^# --set ([^=]+)=(.*)$/gm)].map(([, path, value]) => ({
    path: path!,
    value: value!,
  }));
  const result = parseScenario({
    source: { name, text },
    overlays,
    files: {
      text: (file) => {
        const included = textOf(file);
        return included === undefined ? undefined : { name: file, text: included };
      },
      table: (file) => {
        const csv = textOf(file);
        return csv === undefined ? undefined : tableOf(file, csv);
      },
    },
  });
  return renderDiagnostics(result.ok ? result.warnings : result.diagnostics);
}

const fixtures = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml') && !name.endsWith('.part.yaml'));

describe('every diagnostic of the scenario stage is shown as its fixture says', () => {
  it.each(fixtures)('%s', (name) => {
    const actual = rendered(name);
    const expected = new URL(name.replace(/yaml$/, 'txt'), FOLDER);
    if (UPDATE === '1') writeFileSync(expected, actual);
    // `contradiction.jobs.yaml` is one of several for its code.
    expect(actual).toContain(`[${name.split('.')[0]}]`);
    expect(actual).toBe(readFileSync(expected, 'utf8'));
  });
});

describe('every code of codes.ts', () => {
  it.each(Object.keys(CODES) as Code[])(
    '%s has a fixture here or a stated home elsewhere, not both',
    (code) => {
      expect(fixtures.includes(`${code}.yaml`)).toBe(ELSEWHERE[code] === undefined);
    },
  );
});

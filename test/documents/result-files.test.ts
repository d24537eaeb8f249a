import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/program.ts';
import { headerRecord } from '../../src/report/tables/column.ts';
import { EVENTS_TABLE } from '../../src/report/tables/events.ts';
import { SESSIONS_TABLE } from '../../src/report/tables/sessions.ts';
import { SNAPSHOTS_TABLE } from '../../src/report/tables/snapshots.ts';
import { TASKS_TABLE } from '../../src/report/tables/tasks.ts';
import { UTILISATION_TABLE } from '../../src/report/tables/utilisation.ts';
import { THING_WAITS_TABLE, WAITS_TABLE } from '../../src/report/tables/waits.ts';
import { CAUSE_WORDS } from '../../src/report/wording/cause-words.ts';
import { WAIT_CAUSES } from '../../src/trace/wait-cause.ts';
import { memoryIo } from '../cli/memory-io.ts';

const RESULTS = join(import.meta.dirname, '../../results');
const PAGE = readFileSync(join(RESULTS, 'files.md'), 'utf8');

/** Of two jobs with windows, one never starts; disks are drawn, so that figures have intervals. */
const NIGHT = `version: 1
clock: { start: 2026-01-05T20:00, horizon: 12h }
datastores: [{ name: ds1, read: 100 MB/s }]
repositories: [{ name: repo1 }]
vms: [{ name: a, disks: { size: { uniform: [10 GB, 90 GB] }, datastores: [ds1] } }]
jobs:
  - { name: nightly, vms: [a], repository: repo1, schedule: { daily: "22:00" }, window: 8h }
  - { name: short, vms: [a], repository: repo1, schedule: { daily: "22:00" }, window: 10s }
  - { name: late, vms: [a], repository: repo1, schedule: { daily: "19:00" }, window: 8h }
`;

/** The rows of the table below a heading: what is in backticks, and its meaning. */
function documented(heading: string): (readonly [name: string, meaning: string])[] {
  const section = PAGE.split('\n## ').find((part) => part.startsWith(`${heading}\n`)) ?? '';
  return Array.from(section.matchAll(/^\| `([^`]+)` \| (.*?) ?\|$/gm), ([, name, meaning]) => [
    name!,
    meaning!,
  ]);
}

const namesOf = (heading: string) => documented(heading).map(([name]) => name);

describe('results/files.md says what each column and key means', () => {
  const tables = [
    TASKS_TABLE,
    SESSIONS_TABLE,
    UTILISATION_TABLE,
    WAITS_TABLE,
    THING_WAITS_TABLE,
    SNAPSHOTS_TABLE,
    EVENTS_TABLE,
  ];
  test.each(tables)('columns of $file, in their order', (table) => {
    expect(namesOf(table.file)).toEqual(headerRecord(table));
  });

  test('causes of waiting, in their order and in the words of reports', () => {
    expect(documented('Causes of waiting')).toEqual(WAIT_CAUSES.map((cause) => [cause, CAUSE_WORDS[cause]]));
  });

  test('keys of summary.json, as the accepted results of all scenarios have them', () => {
    const found = new Set<string>();
    for (const file of summaries()) {
      const summary: unknown = JSON.parse(readFileSync(file, 'utf8'));
      for (const key of keysOf(summary)) found.add(key);
    }
    expect(namesOf('summary.json').toSorted()).toEqual([...found].toSorted());
  });

  test('keys of replications.json, in their order: the head, and those of a figure', async () => {
    const io = memoryIo({ files: { 'night.yaml': NIGHT } });
    expect(await main(['run', 'night.yaml', '--replications', '3', '--set', 'coresPerTask=2'], io)).toBe(0);
    const written = JSON.parse(`${io.files.get('results/runs/night/replications.json')}`);
    const { window, bound: _bound, jobs, totals: _totals, vms: _vms, waits: _waits, ...rest } = written;
    const { proxies: _p, datastores: _d, repositories: _r, hosts: _h, links: _l, ...head } = rest;
    const headKeys = Object.entries(head).flatMap(([key, value]) =>
      key === 'neverStarted'
        ? ['neverStarted.NAME']
        : keysOf(value, key).map((path) => path.replace(/\[\]$/, '')),
    );
    expect(jobs.nightly).toHaveProperty('meetsWindow.share');
    expect(namesOf('replications.json')).toEqual([
      ...new Set(['format', ...headKeys]),
      ...Object.keys(window.seconds).map((key) => `FIGURE.${key}`),
      'jobs.NAME.meetsWindow',
    ]);
  });
});

function summaries(): string[] {
  return readdirSync(RESULTS, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('summary.json') && !/^(runs|sweeps|plans)\b/.test(path))
    .map((path) => join(RESULTS, path));
}

/** Maps whose keys are names of the scenario, or of modes and causes. */
const BY_NAME = /^(?:jobs|proxies|datastores|repositories|hosts|links|waits|modes|proxies\.NAME\.modes)$/;

/** Paths to the values of a JSON value; names of things are `NAME`, entries of lists `[]`. */
function keysOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((entry) => keysOf(entry, `${path}[]`));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, inner]) => {
      const word = BY_NAME.test(path) ? 'NAME' : key;
      return keysOf(inner, path === '' ? word : `${path}.${word}`);
    });
  // A null stands for a whole map.
  return value === null && /^(?:window|bound|nights)$/.test(path) ? [] : [path];
}

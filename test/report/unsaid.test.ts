import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reliefFor } from '../../src/explain/waits/relief.ts';
import { PLAIN } from '../../src/report/characters/paint.ts';
import { reportData } from '../../src/report/data/build-report.ts';
import { blameText } from '../../src/report/explanation/blame.ts';
import { criticalPathText } from '../../src/report/explanation/critical-path.ts';
import { lifeText } from '../../src/report/explanation/task-life.ts';
import { atInstantText } from '../../src/report/explanation/task-list.ts';
import { nextSteps } from '../../src/report/next-steps.ts';
import { assumptionsSection } from '../../src/report/page/sections/assumptions-section.ts';
import { modesSection } from '../../src/report/page/sections/modes-section.ts';
import { waitsSection } from '../../src/report/page/sections/waits-section.ts';
import { reportMarkdown } from '../../src/report/report-markdown.ts';
import { limitLines } from '../../src/report/text/limits.ts';
import { modeLines } from '../../src/report/text/modes.ts';
import { waitLines } from '../../src/report/text/waits.ts';
import { wallClock } from '../../src/report/wording/clock.ts';
import { assumedFor } from '../../src/report/wording/standing-words.ts';
import { UnsaidOnce, unsaidSentence } from '../../src/report/wording/unsaid-words.ts';
import { explained } from '../explain/listened.ts';
import { atInstant, blameFor, criticalPath, lifeOf, whatIfDoubled } from '../helpers/in-one-go.ts';
import { night, type Sections, vm } from '../helpers/night.ts';
import { run, scenarioOf } from '../helpers/run-scenario-text.ts';
import { EXTRAS } from './data/sample-report.ts';

/**
 * Five VMs of one disk, each 100 GB at 100 MB/s, so 1000 s. Four snapshots may be open: the fifth VM waits for 1000 s, in a
 * proxy that has room for all.
 */
const FIVE: Sections = {
  proxies: '[{ name: px1, maxConcurrentTasks: 9 }]',
  vms: `[${['a', 'b', 'c', 'd', 'e'].map((name) => vm(name, [100])).join(', ')}]`,
};
const UNSAID = night({ ...FIVE, datastores: '[{ name: ds1 }]' });
const SAID = night({ ...FIVE, datastores: '[{ name: ds1, maxSnapshots: 4 }]' });
const SENTENCE = 'Not in the scenario: datastores.maxSnapshots (4 by default).';

function reportOf(text: string) {
  const scenario = scenarioOf(text);
  const result = run(scenario);
  const clock = wallClock(scenario.clock.startUs);
  const context = () => ({ result, paint: PLAIN, clock, unsaid: new UnsaidOnce() });
  const options = { file: { name: 'night.yaml', sha256: '' } };
  const doubled = whatIfDoubled(scenario, { result, options, budget: 1e6 })!;
  const data = reportData(result, scenario, { ...EXTRAS, doubled: { kind: 'found', value: doubled } });
  return { context, data };
}

describe('a default that a night waits for is reported with the wait', () => {
  const { context, data } = reportOf(UNSAID);

  test('in what limits it: the queue, and what sets the bound', () => {
    // 1000 s of waiting beside 5000 s at work; five snapshots of 1000 s in four places take 2000 s at least.
    expect(limitLines(context())).toEqual([
      'What limits it',
      '  Bottleneck: Source (reading the data), for 100% of the data that 5 tasks read, all of it at',
      '    the limit of one task in nbd (transport.nbd.perTask).',
      '  Lower bound: 33m 20s, set by datastores.ds1.maxSnapshots (VM snapshots at once).',
      '    No schedule can be 1% faster.',
      `    ${SENTENCE}`,
    ]);
  });

  test('in the waits by cause', () => {
    expect(waitLines(context()).slice(1)).toEqual([
      '  datastore-snapshots        0.28   100%  too many snapshots open on the datastore',
      '  Not in the scenario, for datastore-snapshots: datastores.maxSnapshots (4 by default).',
    ]);
    expect(waitsSection(data).html.text).toContain(`too many snapshots open on the datastore. ${SENTENCE}`);
    expect(reportMarkdown(data)).toContain(`| too many snapshots open on the datastore. ${SENTENCE} |`);
  });

  test('only once in a summary, where it first matters', () => {
    const whole = context();
    const told = [...limitLines(whole), ...waitLines(whole)];
    expect(told.filter((line) => line.includes('Not in the scenario'))).toEqual([`    ${SENTENCE}`]);
  });

  test('in what to do next', () => {
    // With twice as many all five go at once.
    expect(nextSteps(data).map(({ text }) => text)).toEqual([
      `Doubling the snapshot limit of ds1 shortens the window from 33m 20s to 16m 40s. ${SENTENCE}`,
    ]);
  });

  test('nowhere if the scenario states the same value', () => {
    const said = reportOf(SAID);
    expect(said.data.summary.fingerprint).toBe(data.summary.fingerprint);
    const texts = [
      ...limitLines(said.context()),
      ...waitLines(said.context()),
      ...nextSteps(said.data).map(({ text }) => text),
      waitsSection(said.data).html.text,
      reportMarkdown(said.data),
    ];
    expect(texts.filter((text) => text.includes('Not in the scenario'))).toEqual([]);
  });
});

describe('explain reports it, too', () => {
  const explanation = explained(UNSAID);
  const { chronicle } = explanation;
  const last = chronicle.tasks[4]!;

  test('in the life of a task, below what it waited for', () => {
    expect(lifeText(chronicle, lifeOf(explanation, last), 120)).toContain(
      'waits 16m 40s for datastore-snapshots at px1 by nbd (datastores.ds1)\n' +
        '    held by the snapshot of a, the snapshot of b, the snapshot of c, the snapshot of d\n' +
        '    not in the scenario: datastores.maxSnapshots (4 by default)\n',
    );
  });

  test('at an instant', () => {
    expect(atInstantText(chronicle, atInstant(explanation, last, 5e8), 120)).toContain(
      '    not in the scenario: datastores.maxSnapshots (4 by default)\n',
    );
  });

  test('in the blame of a wait', () => {
    const blame = blameFor(explanation, 'datastore-snapshots');
    expect(blameText(blame, reliefFor(chronicle.model, blame), { file: 'n.yaml', columns: 120 })).toContain(
      `datastores.ds1  16m 40s   100%     16m 40s             1\n${SENTENCE}\n`,
    );
  });

  test('in the critical path', () => {
    expect(criticalPathText(chronicle, criticalPath(explanation)!, 120)).toContain(
      `: the end\n${SENTENCE}\n`,
    );
  });

  test('for a rate: the share of a management network, and the rate of one task', () => {
    // 40 % of 100 MB/s are 40 MB/s; a core at 30 MB/s is less than that.
    const shared = { hosts: '[{ name: esx1, managementNetwork: 100 MB/s }]', transport: '{}' };
    const rates = (sections: Sections) => {
      const told = explained(night(sections));
      return lifeOf(told, told.chronicle.tasks[0]!).rate.pieces.map(({ by, byDefault }) => [by, byDefault]);
    };
    expect(rates(shared)).toEqual([
      ['hosts.esx1.managementNetwork', [{ field: 'hosts.managementShare', value: '40%', things: [] }]],
    ]);
    const slow = '{ full: 30 MB/s, incremental: 30 MB/s }';
    expect(rates({ ...shared, profile: slow })).toEqual([
      ['the cores that one task can use', [{ field: 'coresPerTask', value: '1', things: [] }]],
    ]);
    expect(rates({ ...shared, profile: slow, coresPerTask: '1' })).toEqual([
      ['the cores that one task can use', []],
    ]);
  });

  test('a figure only once, where it first matters', () => {
    const slots = { proxies: '[{ name: px1 }]', vms: FIVE['vms']! };
    const told = explained(night({ ...slots, datastores: '[{ name: ds1, maxSnapshots: 9 }]' }));
    const text = lifeText(told.chronicle, lifeOf(told, told.chronicle.tasks[4]!), 120);
    expect(text.match(/not in the scenario: .*/g)).toEqual([
      'not in the scenario: proxies.maxConcurrentTasks (2 by default)',
    ]);
  });
});

describe('the things that a default applies to', () => {
  const figure = { field: 'datastores.maxSnapshots', value: '4' };

  test('are named if there are several, and cut', () => {
    expect(unsaidSentence([{ ...figure, things: ['ds1', 'ds3'] }])).toBe(
      'Not in the scenario: datastores.maxSnapshots (4 by default for ds1, ds3).',
    );
    expect(unsaidSentence([{ ...figure, things: ['a', 'b', 'c', 'd', 'e', 'f'] }])).toBe(
      'Not in the scenario: datastores.maxSnapshots (4 by default for a, b, c, d and 2 more).',
    );
  });

  test('are grouped by value for one field', () => {
    const field = 'proxies.maxConcurrentTasks';
    const figures = [
      { field, value: '2', things: ['vbr'] },
      { field: 'coresPerTask', value: '1', things: [] },
      { field, value: 'one per core', things: ['px1'] },
    ];
    expect(unsaidSentence(figures)).toBe(
      'Not in the scenario: proxies.maxConcurrentTasks (2 by default for vbr, one per core by default for px1), coresPerTask (1 by default).',
    );
    expect(unsaidSentence([])).toBeUndefined();
  });

  test.each([
    [['ds1', 'ds3', 'ds4'], 3, 5, '3 of 5 datastores: ds1, ds3, ds4'],
    [['ds1', 'ds2'], 2, 2, 'all 2 datastores'],
    [['ds1'], 1, 1, 'ds1'],
    [['a', 'b', 'c', 'd', 'e', 'f'], 6, 9, '6 of 9 datastores: a, b, c, d and 2 more'],
  ])('a default applies to %j, %i of %i: %s', (names, count, of, words) => {
    expect(assumedFor({ section: 'datastores', names, count, of })).toBe(words);
  });

  test('are on the page with the field that would set it', () => {
    const { data } = reportOf(UNSAID);
    expect(assumptionsSection(data).html.text).toContain(
      'open snapshots per datastore</th><td>4</td><td>ds1</td><td><code>datastores.<wbr>maxSnapshots</code></td>',
    );
  });
});

describe('laws', () => {
  /** Each is written with the very value of its default, or left out: the night is the same. */
  interface Chosen {
    readonly snapshots: readonly boolean[];
    readonly slots: readonly boolean[];
    readonly repository: boolean;
  }
  const choice: fc.Arbitrary<Chosen> = fc.record({
    snapshots: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
    slots: fc.array(fc.boolean(), { minLength: 2, maxLength: 2 }),
    repository: fc.boolean(),
  });
  const said = (is: boolean, text: string) => (is ? `, ${text}` : '');
  const textOf = ({ snapshots, slots, repository }: Chosen) =>
    night({
      datastores: `[${snapshots.map((is, i) => `{ name: ds${i + 1}${said(is, 'maxSnapshots: 4')} }`).join(', ')}]`,
      proxies: `[${slots.map((is, i) => `{ name: px${i + 1}, cores: 4${said(is, 'maxConcurrentTasks: 4')} }`).join(', ')}]`,
      repositories: `[{ name: repo${said(repository, 'maxConcurrentTasks: 4')} }]`,
      vms: `[${Array.from({ length: 24 }, (_, i) => vm(`vm${i}`, [1 + (i % 5), 2], `ds${1 + (i % 3)}`)).join(', ')}]`,
      jobs: '[{ name: night, vms: ["*"], repository: repo, run: full }]',
    });

  test('a wait is reported as depending on a default exactly if its figure is left out, and nothing else changes', () => {
    const all = textOf({ snapshots: [true, true, true], slots: [true, true], repository: true });
    const { fingerprint } = explained(all);
    fc.assert(
      fc.property(choice, (chosen) => {
        const explanation = explained(textOf(chosen));
        expect(explanation.fingerprint).toBe(fingerprint);
        const left = new Set([
          ...chosen.snapshots.flatMap((is, i) => (is ? [] : [`datastores.ds${i + 1}`])),
          ...chosen.slots.flatMap((is, i) => (is ? [] : [`proxies.px${i + 1}`])),
          ...(chosen.repository ? [] : ['repositories.repo']),
        ]);
        for (const task of explanation.chronicle.tasks.slice(8, 24)) {
          for (const { what, byDefault } of lifeOf(explanation, task).waits)
            expect([what, byDefault.length > 0]).toEqual([what, left.has(what ?? '')]);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('what tasks waited for by default is among what the run tells without having listened', () => {
    fc.assert(
      fc.property(choice, (chosen) => {
        const text = textOf(chosen);
        const explanation = explained(text);
        const { byDefault, summary } = run(scenarioOf(text));
        for (const cause of ['proxy-slot', 'repository-slot', 'datastore-snapshots'] as const) {
          const told = byDefault.waits[cause] ?? [];
          if (summary.waits[cause] === 0) expect(told).toEqual([]);
          for (const { field, value, things } of blameFor(explanation, cause).byDefault) {
            const own = told.find((figure) => figure.field === field && figure.value === value);
            expect(own?.things).toEqual(expect.arrayContaining([...things]));
          }
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe('a transport mode without a limit is named beside the rates of the modes', () => {
  // px1 runs on the host of vm1 alone and attaches its disk; the other is read over the network.
  const TWO_MODES: Sections = {
    hosts: '[{ name: esx1 }, { name: esx2 }]',
    datastores:
      '[{ name: ds1, hosts: [esx1], maxSnapshots: unlimited }, { name: ds2, hosts: [esx2], maxSnapshots: unlimited }]',
    proxies: '[{ name: px1, kind: virtual, host: esx1, maxConcurrentTasks: 4 }]',
    vms: `[${vm('vm1', [100])}, ${vm('vm2', [100], 'ds2')}]`,
  };
  const shown = (transport: string) => {
    const { context, data } = reportOf(night({ ...TWO_MODES, transport }));
    const below = modeLines(context()).slice(3).join(' ');
    const onPage = modesSection(data)!.html.text;
    return { below, onPage };
  };

  test('only the one that no file states', () => {
    const { below, onPage } = shown('{ nbd: { perTask: 100 MB/s } }');
    expect(below).toBe('  Not in the scenario: transport.hotadd.perTask (unlimited by default).');
    expect(onPage).toContain(below.trim());
  });

  test('not where all are stated, even as unlimited', () => {
    const { below, onPage } = shown('{ nbd: { perTask: 100 MB/s }, hotadd: { perTask: unlimited } }');
    expect(below).toBe('');
    expect(onPage).not.toContain('Not in the scenario');
  });

  test('not where one mode was used, which nobody compares', () => {
    const { context } = reportOf(
      night({ transport: '{}', repositories: '[{ name: repo, write: 100 MB/s }]' }),
    );
    expect(modeLines(context())).toHaveLength(2);
  });
});

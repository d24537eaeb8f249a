import { describe, expect, test } from 'vitest';
import { compareSides } from '../../../src/report/comparison/comparison.ts';
import { readCondition } from '../../../src/report/comparison/conditions.ts';
import { comparisonMarkdown } from '../../../src/report/comparison/markdown.ts';
import { letterOf } from '../../../src/report/comparison/side-letter.ts';
import { firstApart, movedTasks } from '../../../src/report/comparison/tasks.ts';
import { comparisonText } from '../../../src/report/comparison/text.ts';
import { formatChange, formatPercent } from '../../../src/report/comparison/values.ts';
import { side, task } from '../comparison-sides.ts';

describe('tasks side by side', () => {
  const before = [task('vm1', 10, 'px1 hotadd'), task('vm2', 10, 'px2 hotadd'), task('vm3', 20, 'px1 nbd')];

  test('a moved task started on both sides in different places; the rest is counted separately', () => {
    const after = [
      task('vm2', 10, 'px1 hotadd'),
      task('vm1', 12, 'px1 hotadd'),
      task('vm4', 30, 'px1 nbd'),
      task('vm3', null, null),
    ];
    expect(movedTasks(before, after)).toEqual({
      of: 2,
      count: 1,
      first: [{ task: 'nightly 1: vm2/0', was: 'px2 hotadd', is: 'px1 hotadd' }],
      onlyBefore: 1,
      onlyAfter: 1,
    });
  });

  test('the divergence is the first decision with another task, time or place', () => {
    const [one, two, three] = before as [(typeof before)[0], (typeof before)[0], (typeof before)[0]];
    expect(firstApart(before, before)).toBeNull();
    expect(firstApart(before, [two, one, three])).toMatchObject({
      index: 0,
      was: { task: 'nightly 1: vm1/0' },
    });
    expect(firstApart(before, [one, { ...two, startSeconds: 11 }, three])).toMatchObject({
      index: 1,
      is: { atSeconds: 11 },
    });
    expect(firstApart(before, [one, two, { ...three, place: 'px2 nbd' }])).toMatchObject({ index: 2 });
    expect(firstApart(before, [one, two])).toEqual({
      index: 2,
      was: { task: 'nightly 1: vm3/0', atSeconds: 20, place: 'px1 nbd' },
      is: null,
    });
  });

  test('fractions of a millisecond are no difference, as in fingerprints', () => {
    expect(firstApart([task('vm1', 10.000_1, 'a')], [task('vm1', 10.000_9, 'a')])).toBeNull();
    expect(firstApart([task('vm1', 10.000_9, 'a')], [task('vm1', 10.001, 'a')])).toMatchObject({ index: 0 });
  });
});

describe('figures side by side', () => {
  const slower = side('b', {
    window: { startSeconds: 7215.5, endSeconds: 28_695.5, seconds: 21_480 },
    fingerprint: 'x@1',
    proxies: {},
  });
  const comparison = compareSides([side('a'), slower], []);

  test('each change is relative to the first side: 17,900 s to 21,480 s is 3,580 s or 20 % more', () => {
    const [window] = comparison.figures[0]!.figures;
    expect(window).toEqual({
      label: 'all jobs',
      metric: 'window.seconds',
      values: [17_900, 21_480],
      changes: [{ difference: 3580, share: 0.2 }],
    });
  });

  test('links: what crossed them, and how busy they were; a stored result may lack the bytes', () => {
    const wan = (figures: object) => side('a', { links: { wan: figures } } as Parameters<typeof side>[1]);
    const { figures } = compareSides(
      [wan({ utilisation: 0.1 }), wan({ utilisation: 0.2, transferredBytes: 5e9 })],
      [],
    );
    expect(figures.find(({ title }) => title === 'Links')!.figures).toMatchObject([
      { label: 'wan', metric: 'links.wan.transferredBytes', values: [null, 5e9], changes: [null] },
      {
        label: 'wan use',
        metric: 'links.wan.utilisation',
        values: [0.1, 0.2],
        changes: [{ difference: 0.1 }],
      },
    ]);
  });

  test('a figure that only one side has is shown, without a change', () => {
    const proxies = comparison.figures.find(({ title }) => title === 'Proxies')!;
    expect(proxies.figures[0]).toMatchObject({ label: 'px1 slots', values: [0.93, null], changes: [null] });
  });

  test('a scale-out repository has no row, its extents have; if one side does not know it, the other side decides', () => {
    const busy = { peakTasks: 4, slotUtilisation: 0.9, writeUtilisation: 0.6 };
    const idle = { peakTasks: 0, slotUtilisation: 0, writeUtilisation: 0 };
    const given = side('a');
    const repositories = { ext1: busy, scaled: idle, empty: idle };
    const told = { ...given, summary: { ...given.summary, repositories }, scaleOut: new Set(['scaled']) };
    const untold = { ...told, scaleOut: null };
    const labels = (...sides: Parameters<typeof compareSides>[0]) =>
      compareSides(sides, [])
        .figures.find(({ title }) => title === 'Repositories')!
        .figures.map(({ label }) => label);
    const plain = ['ext1 slots', 'ext1 write', 'empty slots', 'empty write'];
    expect(labels(told, told)).toEqual(plain);
    expect(labels(untold, told)).toEqual(plain);
    expect(labels(untold, untold)).toContain('scaled slots');
    const other = {
      ...told,
      summary: { ...told.summary, repositories: { scaled: busy } },
      scaleOut: new Set<string>(),
    };
    const figures = compareSides([told, other], []).figures.find(({ title }) => title === 'Repositories')!;
    expect(figures.figures.find(({ label }) => label === 'scaled slots')!.values).toEqual([null, 0.9]);
  });

  test('waits and troubles that no side had are left out', () => {
    const waits = comparison.figures.find(({ title }) => title.startsWith('Waits'))!;
    expect(waits.figures.map(({ label }) => label)).toEqual(['proxy-slot', 'datastore-snapshots', 'ram']);
    const trouble = comparison.figures.find(({ title }) => title === 'Trouble')!;
    expect(trouble.figures.map(({ label }) => label)).toEqual(['retries']);
  });

  test('unfinished work is shown beside the windows that are shorter because of it', () => {
    expect(comparison.figures.slice(0, 2).map(({ title }) => title)).toEqual(['Windows', 'Trouble']);
  });

  test('sessions of a job are listed individually if it has several', () => {
    const nights = (first: number, second: number) =>
      new Map([
        ['jobs.nightly.sessions.0.window', first],
        ['jobs.nightly.sessions.1.window', second],
        ['jobs.databases.sessions.0.window', 1],
      ]);
    const sides = [
      { ...side('a'), ofSessions: nights(100, 200) },
      { ...side('b'), ofSessions: nights(100, 150) },
    ];
    const group = compareSides(sides, []).figures.find(({ title }) => title === 'Windows by session')!;
    expect(group.figures.map(({ label, values }) => [label, ...values])).toEqual([
      ['nightly, session 1', 100, 100],
      ['nightly, session 2', 200, 150],
    ]);
    expect(group.figures[1]!.changes).toEqual([{ difference: -50, share: -0.25 }]);
  });

  test('what each job has to spare is told with its change, and without a percentage', () => {
    const spare = (seconds: number) => new Map([['jobs.nightly.spareSeconds', seconds]]);
    const sides = [
      { ...side('a'), ofSessions: spare(600) },
      { ...side('b'), ofSessions: spare(-75) },
    ];
    const lines = comparisonText(compareSides(sides, []), sides).split('\n');
    const row = lines[lines.findIndex((line) => line.startsWith('Time to spare')) + 1]!;
    expect(row.trim().split(/ {2,}/)).toEqual(['nightly', '10m', '1m 15s late', '-11m 15s']);
  });

  test('changes have a sign and their own unit; shares change by percentage points', () => {
    expect(formatChange('window.seconds', 3580)).toBe('+59m 40s');
    expect(formatChange('totals.readBytes', -1.5e12)).toBe('-1.5 TB');
    expect(formatChange('proxies.px1.slotUtilisation', 0.052)).toBe('+5.2 points');
    expect(formatChange('proxies.px1.slotUtilisation', -0.0001)).toBe('-<0.1 points');
    expect(formatPercent({ difference: 5, share: null })).toBe('from 0');
    expect(formatPercent({ difference: -5, share: -0.00001 })).toBe('-<0.1%');
  });
});

describe('the comparison in words', () => {
  test('says what moved, what is no longer protected, and where the runs diverge, each in its own clock time', () => {
    const vms = { protected: 21, unprotected: ['app07'], longestSnapshotSeconds: 0, worstStunSeconds: 0 };
    const a = { ...side('a'), tasks: [task('vm1', 3600, 'px1 hotadd')] };
    const b = {
      ...side('b', { fingerprint: 'x@1', vms }),
      tasks: [task('vm1', 3660, 'px2 nbd')],
      clockStartUs: null,
    };
    const text = comparisonText(compareSides([a, b], []), [a, b]);
    expect(text).toContain(`Tasks
  B: no longer protected: app07.
  B: 1 of 1 task on another proxy or in another mode.
    nightly 1: vm1/0: px1 hotadd, now px2 nbd
  B: first differs from A at start 1:
    A: 1970-01-01 01:00:00  nightly 1: vm1/0 to px1 hotadd
    B: 1h 1m after the start  nightly 1: vm1/0 to px2 nbd
`);
  });

  test('two starts that would read the same are shown to the millisecond', () => {
    // 3600.2 s and 3600.3 s are both 01:00:00.
    const a = { ...side('a'), tasks: [task('vm1', 3600.2, 'px1 hotadd')] };
    const b = { ...side('b', { fingerprint: 'x@1' }), tasks: [task('vm1', 3600.3, 'px1 hotadd')] };
    const clock = comparisonText(compareSides([a, b], []), [a, b]);
    expect(clock).toContain('    A: 1970-01-01 01:00:00.200  nightly 1: vm1/0 to px1 hotadd\n');
    expect(clock).toContain('    B: 1970-01-01 01:00:00.300  nightly 1: vm1/0 to px1 hotadd\n');
    const stored = [a, b].map((one) => ({ ...one, clockStartUs: null }));
    expect(comparisonText(compareSides(stored, []), stored)).toContain(
      '    A: 3600.200s after the start  nightly 1: vm1/0 to px1 hotadd\n',
    );
  });

  test('for stored results that differ it says whether they have the same scenario text, which is the first question', () => {
    const stored = (name: string, sha256: string, changes = {}) => ({
      ...side(name, { scenario: { name: 'Night', file: 'night.yaml', sha256 }, ...changes }),
      clockStartUs: null,
      settings: null,
    });
    const said = (...sides: ReturnType<typeof stored>[]) =>
      comparisonText(compareSides(sides, []), sides).split('\n\n')[0];
    const other = { fingerprint: 'x@1' };
    expect(said(stored('a', '1'), stored('b', '2', other))).toContain(
      '\nA and B come from different scenario texts.',
    );
    expect(said(stored('a', '1'), stored('b', '1', other))).toContain(
      '\nA and B come from the same scenario text, policy and seed. What may differ: --set,',
    );
    expect(said(stored('a', '1'), stored('b', '1', { ...other, seed: 7 }))).not.toContain('A and B');
    expect(said(stored('a', '1'), stored('b', '1'))).not.toContain('A and B');
  });

  test('settings that stored results do not share are named at each side, and of equal ones that is said', () => {
    const stored = (name: string, settings: readonly string[] | null, fingerprint = `${name}@1`) => ({
      ...side(name, { scenario: { name: 'Night', file: 'night.yaml', sha256: '1' }, fingerprint }),
      clockStartUs: null,
      settings,
    });
    const said = (...sides: ReturnType<typeof stored>[]) =>
      comparisonText(compareSides(sides, []), sides).split('\n\n')[0]?.split('\n');
    const all = 'jobs.*.run=full';
    expect(
      said(stored('a', [all, 'x=1']), stored('b', ['x=2', all, '--until 3h']), stored('c', [all, 'x=1'])),
    ).toEqual([
      expect.stringMatching(/^A {2}a\.yaml, x=1, policy /),
      expect.stringMatching(/^B {2}b\.yaml, x=2, --until 3h, policy /),
      expect.stringMatching(/^C {2}c\.yaml, x=1, policy /),
      'A and B come from the same scenario text, policy and seed. Their first lines name the settings that differ.',
      'A and C come from the same scenario text, policy and seed, with the same settings. What may differ: an included file, an inventory,',
      expect.stringContaining('  a policy in a file'),
    ]);
    // Of an older result nothing is known, so that of the other nothing can be said to differ.
    expect(said(stored('a', null), stored('b', ['x=2']))).toEqual([
      expect.stringMatching(/^A {2}a\.yaml, policy /),
      expect.stringMatching(/^B {2}b\.yaml, policy /),
      expect.stringContaining('What may differ: --set, '),
      expect.anything(),
    ]);
  });

  test('equal fingerprints are reported first', () => {
    const sides = [side('a'), side('b')];
    expect(comparisonText(compareSides(sides, []), sides)).toContain('The same decisions from first to last');
  });

  test('fingerprints of two recipes are not compared, and each side says so', () => {
    const sides = [side('a', { fingerprint: 'x@0' }), side('b'), side('c', { fingerprint: 'y@0' })];
    const text = comparisonText(compareSides(sides, []), sides);
    expect(text).toContain(
      '\nThe fingerprints of A and B use recipes @0 and @1: only starts can be compared.\n',
    );
    expect(text).not.toContain('of A and C');
    expect(text).toContain('  B: every start as in A.\n');
  });

  test('of many proxies those that changed most are shown, in order of declaration', () => {
    const { px1 } = side('x').summary.proxies as { px1: object };
    const proxies = (utilisation: (i: number) => number) =>
      Object.fromEntries(
        Array.from({ length: 50 }, (_, i) => [
          `px${i}`,
          { ...px1, slotUtilisation: utilisation(i), cpuUtilisation: 0 },
        ]),
      ) as never;
    const sides = [
      side('a', { proxies: proxies(() => 0.1) }),
      side('b', { proxies: proxies((i) => 0.1 + i / 100) }),
    ];
    const text = comparisonText(compareSides(sides, []), sides);
    expect(text).toContain('px42 slots');
    expect(text).toContain('px49 slots');
    expect(text).not.toContain('px41 slots');
    expect(text).toContain('  and 92 more, changed less\n');
    expect(text.indexOf('px42 slots')).toBeLessThan(text.indexOf('px49 slots'));
  });

  test('nor are those of many whose change is below a tenth of a point', () => {
    const { ds1 } = side('x').summary.datastores as { ds1: object };
    const datastores = (utilisation: (i: number) => number) =>
      Object.fromEntries(
        Array.from({ length: 20 }, (_, i) => [`ds${i}`, { ...ds1, utilisation: utilisation(i) }]),
      ) as never;
    const sides = [
      side('a', { datastores: datastores(() => 0.2) }),
      side('b', { datastores: datastores((i) => 0.2 + (i < 3 ? 0.01 : 0.0004)) }),
    ];
    const text = comparisonText(compareSides(sides, []), sides);
    expect(text).toMatch(
      /\nDatastores +A +B +change\n {2}ds0 .*\n {2}ds1 .*\n {2}ds2 .*\n {2}and 17 more, changed less\n/,
    );
    // Percentage points, and no percent beside them.
    expect(text).toMatch(/\n {2}ds0 +20% +21% +\+1 points\n/);
  });

  test('where a mode has no limit in any scenario, it is said that the comparison of modes hangs on it', () => {
    const took = (mode: string, transferEndSeconds: number) => ({
      ...{ mode, transferStartSeconds: 10, transferEndSeconds, endSeconds: transferEndSeconds },
    });
    const one = { ...task('vm1', 0, 'px1'), readBytes: 1e9 };
    const unsaid = (mode: string) => ({ field: `transport.${mode}.perTask`, value: 'unlimited', things: [] });
    const a = {
      ...side('a'),
      tasks: [{ ...one, took: took('hotadd', 20) }],
      modesByDefault: ['hotadd', 'san'].map(unsaid),
    };
    const b = { ...side('b'), tasks: [{ ...one, took: took('nbd', 30) }], modesByDefault: [unsaid('nbd')] };
    const text = comparisonText(compareSides([a, b], []), [a, b]);
    expect(text.replace(/\n +/g, ' ')).toContain(
      'Not in the scenario: transport.hotadd.perTask, transport.nbd.perTask (unlimited by default). Until these are set, a task reads equally fast',
    );
    const said = [
      { ...a, modesByDefault: [] },
      { ...b, modesByDefault: [] },
    ];
    expect(comparisonText(compareSides(said, []), said)).not.toContain('Not in the scenario');
  });

  test('Markdown: windows visible, the rest collapsed; names are no markup; below the limit of a comment', () => {
    const jobs = Object.fromEntries(
      Array.from({ length: 3000 }, (_, i) => [`j|${'<b>'.repeat(30)}${i}`, { window: i, overrun: i }]),
    );
    const sides = [side('a'), side('b', { jobs: jobs as never, fingerprint: 'x@1' })];
    const text = comparisonMarkdown(compareSides(sides, []), sides);
    expect(text).toMatch(/^### proxysim compare\n/);
    expect(text).not.toContain('<b>');
    expect(text.length).toBeLessThan(65_536);
    expect(text.indexOf('| Windows |')).toBeLessThan(text.indexOf('<details>'));
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
  });

  test('Markdown: first what fails, then the sides, the answer and the windows; then a section for each group', () => {
    const window = (seconds: number) => ({ startSeconds: 0, endSeconds: seconds, seconds });
    const a = { ...side('a', { window: window(3600) }), tasks: [task('vm1', 0, 'px1 nbd')] };
    const b = {
      ...side('b', { window: window(4000), fingerprint: 'x@1' }),
      tasks: [{ ...task('vm1', 0, 'px2 hotadd') }, { ...task('vm1', 9, 'px1 nbd'), attempt: 2 }],
    };
    const conditions = ['window>+5%', 'window>2h'].map((text) => {
      const read = readCondition(text);
      if (!read.ok) throw new Error(read.message);
      return read.value;
    });
    const text = comparisonMarkdown(compareSides([a, b], conditions), [a, b]);
    // 400 s of 3600 s are 11.1%.
    expect(text.slice(0, text.indexOf('| nightly'))).toBe(
      `### proxysim compare

- **FAILED** window is 1h 7m in b, was 1h in a: +6m 40s, +11.1% (limit &#62; +5%)

A  a.yaml, policy rts, seed 42  
B  b.yaml, policy rts, seed 42

B: the window is 6m 40s (11.1%) longer: 1h 7m instead of 1h.

| Windows | A | B | change |  |
| --- | ---: | ---: | --- | ---: |
| all jobs | 1h | 1h 7m | +6m 40s | +11.1% |
`,
    );
    expect(text).toContain(`
<details><summary>Trouble</summary>

| Trouble | A | B | change |  |
| --- | ---: | ---: | --- | ---: |
| retries | 1 | 1 | same |  |

</details>
`);
    // Each of three modes has three figures.
    expect(text).toMatch(
      /<summary>Transport modes, per task<.*\n\n\| Transport modes, per task \|(?:.*\n){10}\nand 1 more, changed less\n/,
    );
    expect(text.slice(text.indexOf('<details><summary>Tasks'))).toBe(`<details><summary>Tasks</summary>

\`\`\`text
B: 1 of 1 task on another proxy or in another mode.
  nightly 1: vm1/0: px1 nbd, now px2 hotadd
B: 1 task started that did not in A.
B: first differs from A at start 1:
  A: 1970-01-01 00:00:00  nightly 1: vm1/0 to px1 nbd
  B: 1970-01-01 00:00:00  nightly 1: vm1/0 to px2 hotadd
\`\`\`

</details>
`);
  });

  test('a VM that is protected now, and an attempt that only one side has, are named', () => {
    const vms = (unprotected: string[]) => {
      return { protected: 1, unprotected, longestSnapshotSeconds: 0, worstStunSeconds: 0 };
    };
    const again = { ...task('vm1', 9, 'px1 nbd'), attempt: 2 };
    const a = { ...side('a', { vms: vms(['x', 'y']) }), tasks: [task('vm1', 0, 'px1 nbd')] };
    const b = { ...side('b', { vms: vms(['x']), fingerprint: 'x@1' }), tasks: [...a.tasks, again] };
    const text = comparisonText(compareSides([a, b], []), [a, b]);
    expect(text).toContain('  B: now protected: y.\n');
    expect(text).toContain('    B: 1970-01-01 00:00:09  nightly 1: vm1/0, attempt 2 to px1 nbd\n');
  });

  test('of tasks that went elsewhere five are listed, and the rest is counted', () => {
    const tasks = (place: string) => Array.from({ length: 7 }, (_, i) => task(`vm${i}`, i, place));
    const moved = movedTasks(tasks('px1 nbd'), tasks('px2 nbd'));
    expect(moved).toMatchObject({ of: 7, count: 7 });
    expect(moved.first.map(({ task: name }) => name)).toEqual(
      [0, 1, 2, 3, 4].map((i) => `nightly 1: vm${i}/0`),
    );
  });

  test('sides have letters, and numbers beyond Z', () => {
    expect([0, 25, 26].map(letterOf)).toEqual(['A', 'Z', '#27']);
  });
});

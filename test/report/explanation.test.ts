import { describe, expect, test } from 'vitest';
import { reliefFor } from '../../src/explain/waits/relief.ts';
import { blameText } from '../../src/report/explanation/blame.ts';
import { criticalPathText } from '../../src/report/explanation/critical-path.ts';
import { lifeText } from '../../src/report/explanation/task-life.ts';
import { taskListText } from '../../src/report/explanation/task-list.ts';
import { aligned, inWidth } from '../../src/report/explanation/wording.ts';
import { widthOf } from '../../src/report/text/line-width.ts';
import { explained } from '../explain/listened.ts';
import { blameFor, criticalPath, lifeOf } from '../helpers/in-one-go.ts';
import { night, type Sections, vm } from '../helpers/night.ts';

const listened = (sections: Sections) => explained(night(sections));

describe('a table of an explanation', () => {
  test('fits in 120 columns: names are cut as needed, and figures never', () => {
    const rows = [
      ['name', 'figure'],
      [`${'a'.repeat(130)}1`, '1'.repeat(20)],
      [`${'a'.repeat(130)}2`, '2'],
    ];
    const lines = aligned(rows, { columns: 120 });
    // 98 columns of a name, two blanks and 20 of figures.
    expect(lines.map(widthOf)).toEqual([120, 120, 120]);
    expect(lines[1]).toMatch(/a1 {2}1{20}$/);
    expect(lines[2]).toMatch(/a2 {21}2$/);
    expect(aligned(rows, { beside: 30, columns: 120 }).map(widthOf)).toEqual([90, 90, 90]);
  });

  test('counts wide characters as two columns', () => {
    expect(
      aligned(
        [
          ['代理', '1'],
          ['px1x', '22'],
        ],
        { columns: 120 },
      ),
    ).toEqual(['代理   1', 'px1x  22']);
  });

  test('is not wrapped, unlike the sentences around it', () => {
    const row = `${'x'.repeat(40)}${' '.repeat(40)}${'y'.repeat(40)}`;
    expect(inWidth([row, `  ${'word '.repeat(24)}end`], 120)).toBe(
      `${row}\n  ${'word '.repeat(23).trim()}\n    word end\n`,
    );
  });
});

test.each([60, 80, 120])(
  'with names of 60 characters no line of any explanation, except one to be copied, is wider than %i columns',
  (columns) => {
    const long = (name: string) => `${name}-${'abcdefghij'.repeat(6)}`.slice(0, 58);
    const names = ['1', '2', '3', '4'].map((number) => `${long('vm')}${number}`);
    const explanation = listened({
      hosts: `[{ name: ${long('esx')} }]`,
      datastores: `[{ name: ${long('ds')}, maxSnapshots: 1 }]`,
      proxies: `[{ name: ${long('px')}1, maxConcurrentTasks: 1 }, { name: ${long('px')}2, maxConcurrentTasks: 1 }]`,
      repositories: `[{ name: ${long('repo')}, maxConcurrentTasks: 1 }]`,
      vms: `[${names.map((name) => vm(name, [1, 1], long('ds'))).join(', ')}]`,
      jobs: `[{ name: ${long('job')}1, vms: ["*"], repository: ${long('repo')}, run: full }, { name: ${long('job')}2, vms: ["*"], repository: ${long('repo')}, run: full }]`,
    });
    const { chronicle } = explanation;
    const texts = [
      criticalPathText(chronicle, criticalPath(explanation)!, columns),
      taskListText(chronicle, chronicle.tasks, columns),
      ...chronicle.tasks.map((task) => lifeText(chronicle, lifeOf(explanation, task), columns)),
      ...(['proxy-slot', 'repository-slot', 'datastore-snapshots'] as const).map((cause) => {
        const blame = blameFor(explanation, cause);
        return blameText(blame, reliefFor(chronicle.model, blame), { file: 'night.yaml', columns });
      }),
    ];
    for (const line of texts.join('').split('\n'))
      if (!line.startsWith('Try: ') && line.trim().includes(' '))
        expect(widthOf(line)).toBeLessThanOrEqual(columns);
  },
);

describe('a chain begins with the event that let its first task start', () => {
  const DOWN = { jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, schedule: { at: 10s } }]' };
  const origin = (sections: Readonly<Record<string, string>>) =>
    criticalPath(listened({ ...DOWN, ...sections }))!.origin;

  test('a proxy that is back', () => {
    const faults = '[{ at: 0s, kind: proxy-down, target: px1, for: 600s }]';
    expect(origin({ faults })).toBe('proxies.px1 was back, after waiting for no-candidate');
  });

  test('a proxy that is deployed', () => {
    const proxies = '[{ name: px1, added: 60s }]';
    expect(origin({ proxies })).toBe('proxies.px1 was deployed, after waiting for no-candidate');
  });
});

test('if two jobs have a snapshot of one VM, each is named with its job', () => {
  const explanation = listened({
    datastores: '[{ name: ds1, maxSnapshots: 1 }]',
    vms: `[${vm('a', [1])}]`,
    jobs: '[{ name: one, vms: [a], repository: repo, run: full }, { name: two, vms: [a], repository: repo, run: full }]',
  });
  const second = explanation.chronicle.tasks[1]!;
  expect(lifeOf(explanation, second).waits).toMatchObject([
    { cause: 'datastore-snapshots', holders: [{ who: 'the snapshot of a of one' }] },
  ]);
});

describe('a hint at nights before the one that determined the end', () => {
  const HINT = '--until TIME ends the run earlier';
  /** Two jobs, of which the second determines the end. */
  const chainOf = (first: string, second: string) => {
    const explanation = listened({
      clock: '{ start: 2026-01-05T20:00, horizon: 60h }',
      vms: `[${vm('a', [100])}, ${vm('b', [100])}]`,
      jobs: `[
        { name: first, vms: [a], repository: repo, run: full, schedule: { at: "${first}" } },
        { name: second, vms: [b], repository: repo, run: full, schedule: { at: "${second}" } }]`,
    });
    return criticalPathText(explanation.chronicle, criticalPath(explanation)!, 120);
  };

  test.each([
    ['within one night, however long, there is none', '2026-01-05T20:30', '2026-01-06T11:30', false],
    ['a few hours later, but after noon, it is another night', '2026-01-06T11:30', '2026-01-06T13:00', true],
    ['a day later', '2026-01-05T22:00', '2026-01-06T22:00', true],
  ])('%s', (_, first, second, isHinted) => {
    expect(chainOf(first, second).includes(HINT)).toBe(isHinted);
  });
});

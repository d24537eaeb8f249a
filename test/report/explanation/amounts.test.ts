import { expect, test } from 'vitest';
import { lifeText } from '../../../src/report/explanation/task-life.ts';
import { explained } from '../../explain/listened.ts';
import { lifeOf } from '../../helpers/in-one-go.ts';
import { night } from '../../helpers/night.ts';

/** The first lines of the lives of all tasks: from Monday 20:00, backups at 22:00 and copies at 08:00 and 20:00, of disks of 100 GB. */
function titles(vm: string, faults = '[]'): string[] {
  const explanation = explained(
    night({
      clock: '{ start: 2026-01-05T20:00, horizon: 1d 23h }',
      repositories: '[{ name: near }, { name: far }]',
      vms: `[{ name: a, ${vm} }]`,
      jobs: `[{ name: nightly, vms: [a], repository: near, schedule: { daily: "22:00" } },
        { name: copy, type: backup-copy, vms: [a], source: near, repository: far, schedule: { every: 12h, offset: 8h } }]`,
      faults,
    }),
  );
  const { chronicle } = explanation;
  return chronicle.tasks.map((task) => lifeText(chronicle, lifeOf(explanation, task), 120).split('\n')[0]!);
}

const CHANGING = 'disks: [{ size: 100 GB, datastore: ds1, changeRate: 10% }]';

test('a copy that reads nothing says that its source has no newer restore point; one of a disk that never changes does not', () => {
  expect(titles(CHANGING)).toEqual([
    'a/0 of copy: an increment, 5 GB to read, 5 GB to send',
    'a/0 of nightly: an increment, 10 GB to read, 5 GB to send',
    'a/0 of copy, session 2: an increment, 5 GB to read, 5 GB to send',
    'a/0 of copy, session 3: an increment, 0 B to read (near has no newer restore point), 0 B to send',
    'a/0 of nightly, session 2: an increment, 10 GB to read, 5 GB to send',
    'a/0 of copy, session 4: an increment, 5 GB to read, 5 GB to send',
  ]);
  expect(titles(CHANGING.replace('10%', '0%')).filter((title) => title.includes('('))).toEqual([]);
});

test('an increment that reads the whole disk says why; its copy reads what is stored', () => {
  const told = (vm: string, faults?: string) => titles(vm, faults).filter((title) => title.includes('('));
  expect(told(`tracking: none, ${CHANGING}`)).toEqual([
    'a/0 of nightly: an increment, 100 GB to read (the whole disk: it has no change tracking), 5 GB to send',
    'a/0 of copy, session 3: an increment, 0 B to read (near has no newer restore point), 0 B to send',
    'a/0 of nightly, session 2: an increment, 100 GB to read (the whole disk: it has no change tracking), 5 GB to send',
  ]);
  expect(told(CHANGING, '[{ kind: tracking-reset, target: a, at: 12h }]')).toEqual([
    'a/0 of copy, session 3: an increment, 0 B to read (near has no newer restore point), 0 B to send',
    'a/0 of nightly, session 2: an increment, 100 GB to read (the whole disk: its change tracking was reset), 5 GB to send',
  ]);
});

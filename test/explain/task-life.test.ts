import { expect, test } from 'vitest';
import { lifeText } from '../../src/report/explanation/task-life.ts';
import { lifeOf } from '../helpers/in-one-go.ts';
import { night, vm } from '../helpers/night.ts';
import { explained } from './listened.ts';

const S = 1_000_000;

test('a snapshot is its own only for the VM’s first task to start, whatever the order of the disks', () => {
  // x holds the only slot of fc from 0 to 105 s, so disk 0 of v starts then. Disk 1 starts at 0: its snapshot is created at 5 s.
  const proxy = (name: string) =>
    `{ name: ${name}, kind: physical, modes: [san], failoverToNetwork: false, maxConcurrentTasks: 1, storage: { protocols: [${name}] } }`;
  const explanation = explained(
    night({
      overheads: '{ base: none, snapshotCreate: 5s }',
      transport: '{ san: { perTask: 100 MB/s } }',
      datastores: '[{ name: ds1, protocol: fc }, { name: ds2, protocol: iscsi }]',
      proxies: `[${proxy('fc')}, ${proxy('iscsi')}]`,
      vms: `[${vm('x', [10])}, { name: v, disks: [{ size: 1 GB, datastore: ds1 }, { size: 1 GB, datastore: ds2 }] }]`,
    }),
  );
  const [, late, early] = explanation.chronicle.tasks;
  expect([late!.startUs, early!.startUs]).toEqual([105 * S, 0]);
  const of = (task: typeof late) => lifeOf(explanation, task!);
  expect(of(early).snapshot).toMatchObject({ createdUs: 5 * S, isOwn: true });
  expect(of(late).snapshot).toMatchObject({ createdUs: 5 * S, isOwn: false });
  expect(lifeText(explanation.chronicle, of(late), 120)).toContain('its VM has had its snapshot since');
});

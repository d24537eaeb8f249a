import { expect, test } from 'vitest';
import { lifeText } from '../../src/report/explanation/task-life.ts';
import { lifeOf } from '../helpers/in-one-go.ts';
import { night } from '../helpers/night.ts';
import { explained } from './listened.ts';

test('a task that waited for its VM and its volume says when both were on another host', () => {
  const { chronicle, ...rest } = explained(
    night({
      hosts: '[{ name: "hv{1..2}", platform: hyperv, cluster: c1 }]',
      proxies: '[]',
      datastores: '[{ name: csv1, type: csv, owner: hv1 }, { name: csv2, type: csv, owner: hv1 }]',
      vms: '[{ name: "vm{1..2}", host: hv1, disks: [{ size: 100 GB, datastore: csv1 }] }]',
      faults: '[{ kind: host-down, target: hv1, at: 0s }]',
    }),
  );
  const life = lifeOf({ chronicle, ...rest }, chronicle.tasks[1]!);
  expect(life.moves).toEqual([
    { atUs: 30e6, what: 'volume', name: 'csv1', host: 'hv2' },
    { atUs: 300e6, what: 'vm', name: 'vm2', host: 'hv2' },
  ]);
  const lines = lifeText(chronicle, life, 200).split('\n');
  expect(lines).toContain('Mon 20:00:30  hv2 becomes the owner of csv1');
  expect(lines).toContain('Mon 20:05:00  its VM starts on hv2');
  expect(lines.find((line) => line.includes('goes to'))).toContain('Mon 20:05:00  goes to hv2 by on-host');
});

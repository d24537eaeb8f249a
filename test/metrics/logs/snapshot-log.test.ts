import { describe, expect, test } from 'vitest';
import { Collector } from '../../../src/metrics/collector.ts';
import { snapshotFigures, snapshotRows } from '../../../src/metrics/columns/snapshot-columns.ts';
import type { TraceRecord } from '../../../src/trace/record.ts';
import { modelOf, night, type Sections } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';
import { record } from '../records.ts';

const DAY = 86_400;

/** One disk of 100 GB of which 5 % changes in a day; snapshots are consolidated at 100 MB/s. */
const ONE: Sections = {
  overheads: '{ consolidation: 100 MB/s }',
  vms: '[{ name: vm1, disks: [{ size: 100 GB, datastore: ds1, changeRate: 5% }] }]',
};

function rows(records: readonly TraceRecord[], sections: Sections = ONE) {
  const collector = new Collector(modelOf(sections));
  for (const each of [
    record.session(0),
    record.ready(0, 0, { attempt: 2 }),
    record.started(0, 0),
    ...records,
  ])
    collector.record(each);
  return [...snapshotRows(snapshotFigures(collector))];
}

describe('the snapshot log', () => {
  test('has the life of a snapshot, its removal, and the stuns of the VM', () => {
    // The removal takes a day, in which 5 GB change; these are consolidated while the VM is stopped, at 100 MB/s: 50 s.
    const found = rows([
      record.snapshot(15, 0),
      record.removing(115, 0, 7e9),
      record.removed(115 + DAY, 0),
      record.end(115 + DAY),
    ]);
    expect(found).toEqual([
      {
        job: 'night',
        session: 1,
        attempt: 2,
        vm: 'vm1',
        createdSeconds: 15,
        removalStartSeconds: 115,
        goneSeconds: 115 + DAY,
        lifeSeconds: 100,
        deltaBytes: 7e9,
        removalSeconds: DAY,
        creationStunSeconds: 0.5,
        removalStunSeconds: 50,
      },
    ]);
  });

  test('has no removal stun that is shorter than that of a creation', () => {
    // In 10 s less than 1 MB changes: about 0.006 s at 100 MB/s.
    const short = [record.snapshot(0, 0), record.removing(10, 0), record.removed(20, 0), record.end(20)];
    expect(rows(short)).toMatchObject([{ removalStunSeconds: 0.5 }]);
    expect(rows(short, { ...ONE, overheads: 'none' })).toMatchObject([{ removalStunSeconds: 0.5 }]);
  });

  test('counts the life of a snapshot that still exists when the run is cut up to then', () => {
    expect(rows([record.snapshot(15, 0), record.end(75)])).toMatchObject([
      { lifeSeconds: 60, removalStartSeconds: null, goneSeconds: null, removalStunSeconds: null },
    ]);
    expect(rows([record.snapshot(15, 0), record.removing(45, 0), record.end(75)])).toMatchObject([
      { lifeSeconds: 30, removalStartSeconds: 45, goneSeconds: null, removalSeconds: null },
    ]);
  });

  test('accepts a removal that was requested before the snapshot was created', () => {
    expect(rows([record.removing(5, 0), record.removed(15, 0), record.end(15)])).toMatchObject([
      { createdSeconds: null, lifeSeconds: 0, creationStunSeconds: 0, removalSeconds: 10 },
    ]);
  });
});

test('the summary has the longest life and the worst stun of a run', () => {
  const { summary, snapshots } = runText(
    night({
      overheads: '{ jobInit: 0s, vmPrepare: 10s, snapshotCreate: 5s, openNbd: 2s, snapshotRemove: 10s }',
      vms: '[{ name: vm1, disks: [{ size: 100 GB, datastore: ds1, changeRate: 0% }] }]',
    }),
  );
  // Created after 15 s; its removal starts after 2 s of opening and 1000 s of transfer, and takes 10 s because nothing changed.
  expect(snapshots).toMatchObject([
    { createdSeconds: 15, removalStartSeconds: 1017, goneSeconds: 1027, lifeSeconds: 1002 },
  ]);
  expect(summary.vms).toEqual({
    protected: 1,
    unprotected: [],
    longestSnapshotSeconds: 1002,
    worstStunSeconds: 0.5,
  });
});

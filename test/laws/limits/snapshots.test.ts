import { expect, test } from 'vitest';
import { Holdings } from '../holdings.ts';
import { holdsFor } from '../law.ts';
import { nightOf } from '../night.ts';

test('the summary reports the highest number of snapshots on each datastore', () => {
  holdsFor({ runs: 180 }, (data) => {
    const night = nightOf(data);
    const { datastores } = night.scenario;
    const holdings = new Holdings(night);
    const peaks = datastores.map(() => 0);
    for (const record of night.trace) {
      holdings.step(record);
      for (const row of peaks.keys()) peaks[row] = Math.max(peaks[row]!, holdings.snapshots.of(row));
    }
    const reported = datastores.map(({ name }) => night.run.summary.datastores[name]!.peakSnapshots);
    expect(reported).toEqual(peaks);
  });
});

test('a snapshot is created once per VM and session, after its first slots, and removed after its last', () => {
  holdsFor({ runs: 90 }, (data) => {
    const { trace, stories, end } = nightOf(data);
    const created = new Map<number, number>();
    const removing = new Map<number, number>();
    for (const record of trace) {
      if (record.kind === 'snapshot-created') {
        expect(created.has(record.vmRun), `second snapshot of ${record.vmRun}`).toBe(false);
        created.set(record.vmRun, record.at);
      }
      if (record.kind === 'snapshot-removing') removing.set(record.vmRun, record.at);
    }
    if (end.reason === 'idle') {
      const removed = trace.flatMap((record) => (record.kind === 'snapshot-removed' ? record.vmRun : []));
      const begun = stories.flatMap(({ ready, started }) => (started === undefined ? [] : ready.vmRun));
      expect(removed.sort((a, b) => a - b)).toEqual([...new Set(begun)].sort((a, b) => a - b));
    }
    for (const { ready, transferStarted, terminal } of stories) {
      if (transferStarted !== undefined)
        expect(created.get(ready.vmRun)).toBeLessThanOrEqual(transferStarted.at);
      const ended = terminal.find((record) => record.kind === 'task-ended');
      const removed = removing.get(ready.vmRun);
      if (ended !== undefined && removed !== undefined) expect(removed).toBeGreaterThanOrEqual(ended.at);
    }
  });
});

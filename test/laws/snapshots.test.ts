import { expect, test } from 'vitest';
import { Holdings } from './holdings.ts';
import { checkWithin, holdsFor } from './law.ts';
import { nightOf } from './night.ts';

test('snapshots on a datastore never pass its limit, and the report tells their peak', () => {
  holdsFor({ runs: 180 }, (data) => {
    const night = nightOf(data);
    const holdings = new Holdings(night);
    const peak = new Map<string, number>();
    for (const record of night.trace) {
      holdings.step(record);
      for (const { name, maxSnapshots } of night.scenario.datastores) {
        const open = holdings.snapshots.of(name);
        checkWithin(0, open, maxSnapshots, `snapshots on ${name} at ${record.at}`);
        peak.set(name, Math.max(peak.get(name) ?? 0, open));
      }
    }
    for (const [name, { peakSnapshots }] of Object.entries(night.run.summary.datastores)) {
      expect(peakSnapshots, name).toBe(peak.get(name));
    }
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

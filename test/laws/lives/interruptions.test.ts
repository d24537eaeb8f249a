import { expect, test } from 'vitest';
import { endsOf, Holdings } from '../holdings.ts';
import { holdsInDomain } from '../law.ts';
import { type Night, nightOf, type RecordOf } from '../night.ts';

interface Break {
  readonly from: RecordOf<'task-interrupted'>;
  readonly until: RecordOf<'task-resumed'> | undefined;
}

function breaksOf({ trace }: Night): Map<number, Break[]> {
  const breaks = new Map<number, Break[]>();
  for (const record of trace) {
    if (record.kind !== 'task-interrupted' && record.kind !== 'task-resumed') continue;
    const own = breaks.get(record.task) ?? [];
    breaks.set(record.task, own);
    const last = own.at(-1);
    const isOpen = last !== undefined && last.until === undefined;
    expect(isOpen, `task ${record.task} at ${record.at}`).toBe(record.kind === 'task-resumed');
    if (record.kind === 'task-interrupted') own.push({ from: record, until: undefined });
    else own[own.length - 1] = { from: last!.from, until: record };
  }
  return breaks;
}

test('an interrupted task resumes at a multiple of 15 s within the allowed time, or fails at its end', () => {
  let resumed = 0;
  let givenUp = 0;
  holdsInDomain({ runs: 200 }, (data) => {
    const night = nightOf(data);
    const { resumeUs } = night.scenario;
    for (const [task, breaks] of breaksOf(night)) {
      const { started, terminal } = night.stories[task]!;
      expect(started, `task ${task}`).toBeDefined();
      for (const { from, until } of breaks) {
        if (until !== undefined) {
          resumed++;
          expect((until.at - from.at) % 15e6).toBe(0);
          expect(until.at - from.at).toBeLessThanOrEqual(resumeUs);
          continue;
        }
        // The last one: the task was given up, its window closed, another disk of its VM failed, or the run was cut.
        givenUp++;
        const end = terminal[0];
        if (end === undefined) expect(night.end.reason).toBe('horizon');
        else expect(end.result).not.toBe('success');
        // An attached disk is detached after it was given up.
        expect((end ?? night.end).at - from.at).toBeLessThanOrEqual(resumeUs + 30e6);
      }
    }
  });
  expect(resumed).toBeGreaterThan(50);
  expect(givenUp).toBeGreaterThan(50);
});

test('what was read stays read, and nothing is read while a task stands still', () => {
  holdsInDomain({ runs: 150 }, (data) => {
    const night = nightOf(data);
    for (const [task, breaks] of breaksOf(night)) {
      const { ready, transferEnded } = night.stories[task]!;
      const points = breaks.map(({ from }) => from.readBytes);
      const all = [0, ...points, transferEnded?.readBytes ?? ready.readBytes];
      expect(all).toEqual([...all].sort((a, b) => a - b));
      expect(all.at(-1)).toBeLessThanOrEqual(ready.readBytes);
      const last = breaks.at(-1)!;
      if (last.until === undefined && transferEnded !== undefined)
        expect(transferEnded.readBytes, `task ${task}`).toBe(last.from.readBytes);
    }
  });
});

test('a task resumes only when its proxies are up', () => {
  holdsInDomain({ runs: 150 }, (data) => {
    const night = nightOf(data);
    const holdings = new Holdings(night);
    for (const record of night.trace) {
      holdings.step(record);
      if (record.kind !== 'task-resumed') continue;
      for (const { proxy } of endsOf(night.stories[record.task]!))
        expect(holdings.isOnline(proxy), `task ${record.task} at ${record.at}`).toBe(true);
    }
  });
});

test('where a proxy is down, its tasks that read stand still', () => {
  holdsInDomain({ runs: 150 }, (data) => {
    const night = nightOf(data);
    const holdings = new Holdings(night);
    const transferring = new Set<number>();
    let at = 0;
    for (const record of night.trace) {
      if (record.at > at) {
        at = record.at;
        for (const task of transferring) {
          const story = night.stories[task]!;
          if (holdings.interrupted.has(story)) continue;
          for (const { proxy } of endsOf(story))
            if (!holdings.isOnline(proxy))
              throw new Error(`task ${task} reads at ${at} on a proxy that is down`);
        }
      }
      holdings.step(record);
      if (record.kind === 'transfer-started') transferring.add(record.task);
      if (record.kind === 'transfer-ended') transferring.delete(record.task);
    }
  });
});

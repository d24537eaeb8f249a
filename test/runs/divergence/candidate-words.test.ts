import { describe, expect, test } from 'vitest';
import type { Candidate } from '../../../src/model/ways/transport.ts';
import type { CandidateVerdict } from '../../../src/policy/deciding/decide.ts';
import { candidateLines } from '../../../src/runs/divergence/candidate-words.ts';
import type { Place } from '../../../src/trace/decision-log.ts';

/** Proxy `px0`, `px1`, ... by `nbd`, with its two keys: the smaller, the better. */
function verdict(proxy: number, [load, tasks]: readonly [number, number], refusedBy: string | null = null) {
  const candidate: Candidate = {
    proxy,
    mode: 'nbd',
    connectionClass: 2,
    sameSite: true,
    preferred: false,
    end: 'read',
  };
  const keys = [
    { name: 'load-ratio', value: load },
    { name: 'running-tasks', value: tasks },
  ];
  return { candidate, refusedBy, keys };
}

function lines(verdicts: readonly CandidateVerdict[], decidedBy: string, before: Place | null = null) {
  return candidateLines({
    verdicts,
    chosen: verdicts[0]!.candidate,
    decidedBy,
    proxyName: (proxy) => `px${proxy}`,
    before,
  });
}

describe('why a candidate was chosen', () => {
  test('there was no other, or it is declared first', () => {
    expect(lines([verdict(0, [1, 1])], 'only-candidate')).toEqual([
      'px0 by nbd is chosen: no other candidate could be used.',
    ]);
    expect(lines([verdict(0, [1, 1]), verdict(1, [1, 1])], 'declaration-order')).toEqual([
      'px0 by nbd is chosen: it is declared first among equals.',
      'px1 by nbd: equal in every key, declared later.',
    ]);
  });

  test('by a key: its value, and that of the next one that could be used, if it has another', () => {
    const better = verdict(1, [0, 0], 'offline');
    expect(lines([verdict(0, [1, 2]), better, verdict(2, [3, 0])], 'load-ratio')).toEqual([
      'px0 by nbd is chosen: decided by load-ratio 1, the next has 3.',
      'px1 by nbd: refused by offline (else better: load-ratio is 0, not 1).',
      'px2 by nbd: load-ratio is 3, not 1.',
    ]);
    expect(lines([verdict(0, [1, 2]), better], 'load-ratio')[0]).toBe(
      'px0 by nbd is chosen: decided by load-ratio 1.',
    );
    expect(lines([verdict(0, [1, 2]), verdict(1, [1, 3])], 'load-ratio')[0]).toBe(
      'px0 by nbd is chosen: decided by load-ratio 1.',
    );
    // What a full proxy has counts: it could be used, had it room.
    expect(lines([verdict(0, [1, 2]), verdict(1, [4, 0], 'proxy-slot')], 'load-ratio')).toEqual([
      'px0 by nbd is chosen: decided by load-ratio 1, the next has 4.',
      'px1 by nbd: refused by proxy-slot.',
    ]);
  });

  test('because the best has no room, with the filter that refused it', () => {
    const full = verdict(1, [0, 0], 'proxy-slot');
    expect(lines([verdict(0, [1, 2]), full], 'proxy-slot-at-the-best')[0]).toBe(
      'px0 by nbd is chosen: better ones have no room (proxy-slot).',
    );
  });

  test('the former choice comes first and is named as such; beyond five others only their number is told', () => {
    const others = [1, 2, 3, 4, 5, 6, 7].map((proxy) => verdict(proxy, [1, proxy]));
    const told = lines([verdict(0, [1, 0]), ...others], 'running-tasks', ['px7', 'nbd', '', '', '']);
    expect(told[1]).toBe('px7 by nbd, chosen before: running-tasks is 7, not 0.');
    expect(told.slice(2)).toEqual([
      ...[1, 2, 3, 4].map((proxy) => `px${proxy} by nbd: running-tasks is ${proxy}, not 0.`),
      '2 more candidates.',
    ]);
    const [own, ...rest] = [verdict(0, [1, 0]), ...others.slice(0, 6)];
    expect(lines([own!, ...rest], 'running-tasks').at(-1)).toBe('1 more candidate.');
  });

  test('a former choice that is no candidate any more is named last', () => {
    const told = lines([verdict(0, [1, 1])], 'only-candidate', ['gone', 'hotadd', '', '', '']);
    expect(told.at(-1)).toBe('gone by hotadd, chosen before, is no longer a candidate.');
    // A task that used no proxy before has nothing to miss.
    expect(lines([verdict(0, [1, 1])], 'only-candidate', ['', 'repository', '', '', ''])).toHaveLength(1);
  });
});

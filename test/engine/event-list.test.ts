import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EventList, PHASES, Phase } from '../../src/engine/event-list.ts';

/** Books an event and returns its ticket. */
function book(list: EventList, atUs: number, phase: number, kind: number, a = 0, b = 0): number {
  list.atUs = atUs;
  return list.ticket(list.book(phase, kind, a, b));
}

function popped(list: EventList): number[][] {
  const all: number[][] = [];
  while (list.pop()) all.push([list.timeUs, list.phase, list.kind, list.a, list.b]);
  return all;
}

describe('EventList', () => {
  test('the phases are release, arrive, schedule, share, sample, and have these numbers', () => {
    expect(PHASES.map((name) => Phase[name])).toEqual([0, 1, 2, 3, 4]);
    expect(PHASES[Phase.release]).toBe('release');
    expect(PHASES[Phase.sample]).toBe('sample');
  });

  test('time comes first, then the phase, then the order of booking', () => {
    const list = new EventList();
    book(list, 20, Phase.release, 1);
    book(list, 10, Phase.sample, 2);
    book(list, 10, Phase.arrive, 3);
    book(list, 10, Phase.release, 4);
    book(list, 10, Phase.arrive, 5, 7, 8);
    expect(popped(list)).toEqual([
      [10, 0, 4, 0, 0],
      [10, 1, 3, 0, 0],
      [10, 1, 5, 7, 8],
      [10, 4, 2, 0, 0],
      [20, 0, 1, 0, 0],
    ]);
  });

  test('many events of one instant and phase come in the order of booking', () => {
    const list = new EventList();
    const kinds = Array.from({ length: 1000 }, (_, i) => i);
    for (const kind of kinds) book(list, 5, Phase.arrive, kind);
    expect(popped(list).map((event) => event[2])).toEqual(kinds);
  });

  test('an empty list has no next event', () => {
    const list = new EventList();
    expect([list.size, list.peekTimeUs(), list.peekPhase(), list.pop()]).toEqual([
      0,
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      false,
    ]);
  });

  test('looking at the next event does not take it', () => {
    const list = new EventList();
    book(list, 7, Phase.share, 1);
    book(list, 3, Phase.sample, 2);
    expect([list.peekTimeUs(), list.peekPhase(), list.size]).toEqual([3, Phase.sample, 2]);
    expect([list.peekTimeUs(), list.peekPhase(), list.size]).toEqual([3, Phase.sample, 2]);
  });

  test('a ticket cancels its event once, and not after it fired', () => {
    const list = new EventList();
    const first = book(list, 1, Phase.arrive, 1);
    const second = book(list, 2, Phase.arrive, 2);
    expect(list.cancel(second)).toBe(true);
    expect(list.cancel(second)).toBe(false);
    expect(list.pop()).toBe(true);
    expect(list.cancel(first)).toBe(false);
    expect(list.pop()).toBe(false);
  });

  test('an old ticket does not cancel the event that took over its memory', () => {
    const list = new EventList();
    const old = book(list, 1, Phase.arrive, 1);
    list.pop();
    for (let kind = 0; kind < 100; kind++) book(list, 2, Phase.arrive, kind);
    expect(list.cancel(old)).toBe(false);
    expect(list.size).toBe(100);
  });

  test('a number that was never given out as a ticket cancels nothing, now or later', () => {
    const list = new EventList();
    const ticket = book(list, 1, Phase.arrive, 1);
    list.pop();
    for (const guess of [ticket + 2 ** 24, ticket + 2 ** 25, ticket + 1])
      expect(list.cancel(guess)).toBe(false);
    book(list, 2, Phase.arrive, 2);
    book(list, 3, Phase.arrive, 3);
    expect(popped(list).map((event) => event[2])).toEqual([2, 3]);
  });

  test.each([-1, 0.5, Number.NaN, 1e17, 2 ** 40 * 2 ** 13])('%s is no ticket', (ticket) => {
    const list = new EventList();
    book(list, 1, Phase.arrive, 1);
    expect(list.cancel(ticket)).toBe(false);
    expect(list.size).toBe(1);
  });

  test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
    'an event at %s us is refused',
    (atUs) => {
      expect(() => book(new EventList(), atUs, Phase.arrive, 1)).toThrow(
        new RangeError(`an event needs a whole number of microseconds, 0 or more, got ${atUs}`),
      );
    },
  );

  test('the last instant is the last exact whole number', () => {
    const list = new EventList();
    book(list, Number.MAX_SAFE_INTEGER, Phase.sample, 1);
    expect(list.peekTimeUs()).toBe(Number.MAX_SAFE_INTEGER);
  });

  test.each([-1, 5, 1.5])('phase %s is refused', (phase) => {
    expect(() => book(new EventList(), 0, phase, 1)).toThrow(
      new RangeError(`an event needs a phase from 0 to 4, got ${phase}`),
    );
  });

  test.each([
    [0.5, 0, 0],
    [1, 2 ** 31, 0],
    [1, 0, Number.NaN],
  ])('the numbers %s, %s and %s are refused: an event carries whole ones of 32 bits', (kind, a, b) => {
    const list = new EventList();
    expect(() => book(list, 0, Phase.arrive, kind, a, b)).toThrow(
      new RangeError(`an event carries whole numbers of 32 bits, got ${kind}, ${a}, ${b}`),
    );
    book(list, 0, Phase.arrive, -(2 ** 31), 2 ** 31 - 1, -1);
    expect(popped(list)).toEqual([[0, 1, -(2 ** 31), 2 ** 31 - 1, -1]]);
  });

  test('two lists do not disturb each other', () => {
    const one = new EventList();
    const other = new EventList();
    for (let i = 0; i < 100; i++) {
      book(one, 5, Phase.arrive, i);
      book(other, 5, Phase.arrive, 1000 - i);
    }
    expect(popped(one).map((event) => event[2])).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect(popped(other).map((event) => event[2])).toEqual(Array.from({ length: 100 }, (_, i) => 1000 - i));
  });

  test('millions of cancelled events take no memory', () => {
    const list = new EventList();
    book(list, 1e9, Phase.arrive, 0);
    const heapBefore = process.memoryUsage().arrayBuffers;
    let ticket = book(list, 5e8, Phase.arrive, 1);
    for (let i = 0; i < 2_000_000; i++) {
      list.cancel(ticket);
      ticket = book(list, 5e8 + i, Phase.arrive, 1);
    }
    expect(list.size).toBe(2);
    expect(process.memoryUsage().arrayBuffers - heapBefore).toBeLessThan(1e6);
  });

  test('looking, cancelling and booking right after a pop see the rest in order', () => {
    const list = new EventList();
    const tickets = [40, 10, 30, 20, 50].map((at) => book(list, at, Phase.arrive, at));
    list.pop();
    expect([list.peekTimeUs(), list.peekPhase(), list.size]).toEqual([20, Phase.arrive, 4]);
    expect(list.cancel(tickets[3]!)).toBe(true);
    expect([list.peekTimeUs(), list.size]).toEqual([30, 3]);
    list.pop();
    list.pop();
    list.pop();
    expect([list.peekTimeUs(), list.peekPhase(), list.size]).toEqual([
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      0,
    ]);
    book(list, 70, Phase.release, 70);
    book(list, 60, Phase.sample, 60);
    expect(popped(list).map((event) => event[2])).toEqual([60, 70]);
  });

  test('a list that is emptied and grows again, with pops in between, loses nothing', () => {
    const list = new EventList();
    const seen: number[] = [];
    let booked = 0;
    for (let round = 1; round <= 300; round++) {
      for (let i = 0; i < 3; i++)
        book(list, ((booked * 7919) % 10007) + 20_000 * round, Phase.arrive, booked++);
      list.pop();
      seen.push(list.kind);
    }
    while (list.pop()) seen.push(list.kind);
    expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: 900 }, (_, kind) => kind));
  });

  // Small ranges of time and phase, so that ties are the rule.
  const step = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant('book' as const), at: fc.nat(6), phase: fc.nat(4) }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('cancel' as const), pick: fc.nat() }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('pop' as const) }) },
  );

  test('booking, cancelling and popping in any order agree with a sorted list', () =>
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        const list = new EventList();
        let sorted: { at: number; phase: number; kind: number }[] = [];
        const tickets: number[] = [];
        for (const each of steps) {
          if (each.do === 'book') {
            const kind = tickets.length;
            tickets.push(book(list, each.at, each.phase, kind));
            sorted.push({ at: each.at, phase: each.phase, kind });
            sorted.sort((x, y) => x.at - y.at || x.phase - y.phase || x.kind - y.kind);
          } else if (each.do === 'cancel' && tickets.length > 0) {
            const kind = each.pick % tickets.length;
            const pending = sorted.some((event) => event.kind === kind);
            expect(list.cancel(tickets[kind]!)).toBe(pending);
            sorted = sorted.filter((event) => event.kind !== kind);
          } else if (each.do === 'pop') {
            const next = sorted.shift();
            expect(list.pop()).toBe(next !== undefined);
            if (next) expect([list.timeUs, list.phase, list.kind]).toEqual([next.at, next.phase, next.kind]);
          }
          expect(list.size).toBe(sorted.length);
          expect(list.peekTimeUs()).toBe(sorted[0]?.at ?? Number.POSITIVE_INFINITY);
        }
        expect(popped(list).map((event) => event[2])).toEqual(sorted.map((event) => event.kind));
      }),
      { seed: 1, numRuns: 300 },
    ));

  test('cancelling in the middle of a large list keeps the rest in order', () =>
    fc.assert(
      fc.property(
        fc.array(fc.nat(1_000_000), { minLength: 30, maxLength: 200 }),
        fc.array(fc.nat(), { maxLength: 40 }),
        (times, picks) => {
          const list = new EventList();
          const tickets = times.map((at, kind) => book(list, at, Phase.arrive, kind));
          const gone = new Set(picks.map((pick) => pick % times.length));
          for (const kind of gone) expect(list.cancel(tickets[kind]!)).toBe(true);
          const kept = times.map((at, kind) => ({ at, kind })).filter((event) => !gone.has(event.kind));
          kept.sort((x, y) => x.at - y.at || x.kind - y.kind);
          expect(popped(list).map((event) => event[2])).toEqual(kept.map((event) => event.kind));
        },
      ),
      { seed: 2, numRuns: 300 },
    ));
});

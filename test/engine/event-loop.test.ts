import { describe, expect, test } from 'vitest';
import { Phase } from '../../src/engine/event-list.ts';
import { type EventHandlers, EventLoop } from '../../src/engine/event-loop.ts';

const FOREVER = Number.POSITIVE_INFINITY;

/** Handlers that log what happened as 'time what', and then do what the test wants. */
function recorder(loop: EventLoop, log: string[], then: (what: string) => void = () => {}): EventHandlers {
  const write = (what: string) => {
    log.push(`${loop.nowUs} ${what}`);
    then(what);
  };
  return {
    event: (kind, a, b) => write(`event ${kind} ${a} ${b}`),
    flowFinished: (_flow, tag) => write(`flow ${tag}`),
    pass: () => write('pass'),
    shared: () => write('shared'),
  };
}

/** A resource that moves one unit per microsecond, and flows that have it to themselves. */
function openAlone(loop: EventLoop, amountUs: number, tag: number): number {
  return loop.flows.open({ amount: amountUs, cap: 1e6, resources: [], coefficients: [], tag }, loop.nowUs);
}

describe('EventLoop', () => {
  test('one instant runs release, finished flows, arrive, pass, shares, sample, whatever the order of booking', () => {
    const loop = new EventLoop();
    const log: string[] = [];
    loop.book(10, Phase.sample, 5);
    loop.book(10, Phase.share, 4);
    loop.requestPass(10);
    loop.book(10, Phase.schedule, 3);
    loop.book(10, Phase.arrive, 2, 20, 200);
    loop.book(10, Phase.release, 1);
    openAlone(loop, 10, 77);
    expect(loop.run(recorder(loop, log), FOREVER)).toBe('idle');
    expect(log).toEqual([
      '0 shared',
      '10 event 1 0 0',
      '10 flow 77',
      '10 event 2 20 200',
      '10 event 3 0 0',
      '10 pass',
      '10 event 4 0 0',
      '10 shared',
      '10 event 5 0 0',
    ]);
    expect(loop.events).toBe(7);
  });

  test('pauses between two instants, once enough events are handled, and goes on from there', () => {
    const paused: string[] = [];
    const whole: string[] = [];
    const pauses: number[] = [];
    for (const log of [paused, whole]) {
      const loop = new EventLoop();
      for (const at of [10, 10, 10, 20, 30, 40]) loop.book(at, Phase.arrive, at);
      const handlers = recorder(loop, log);
      if (log === whole) loop.run(handlers, 35);
      else
        while (loop.run(handlers, 35, 2) === 'paused') {
          pauses.push(loop.nowUs);
          expect(pauses.length).toBeLessThan(10);
        }
      expect(loop.nowUs).toBe(35);
    }
    // The horizon comes after the fifth event, so nothing is left for which to pause there.
    expect(pauses).toEqual([10]);
    expect(paused).toEqual(whole);
  });

  test('flows that finish at one instant come in the order of opening, not of their ids', () => {
    const loop = new EventLoop();
    const log: string[] = [];
    openAlone(loop, 30, 0);
    const aborted = openAlone(loop, 30, 1);
    openAlone(loop, 30, 2);
    loop.flows.close(aborted, 0);
    openAlone(loop, 30, 3); // takes the id of the aborted flow, but was opened last
    loop.run(recorder(loop, log), FOREVER);
    expect(log.filter((line) => line.includes('flow'))).toEqual(['30 flow 0', '30 flow 2', '30 flow 3']);
  });

  test('many requests for one instant are one pass', () => {
    const loop = new EventLoop();
    const log: string[] = [];
    for (let i = 0; i < 5; i++) {
      loop.requestPass();
      loop.requestPass(8);
      loop.book(8, Phase.release, i);
    }
    const handlers = recorder(loop, log, (what) => {
      if (what.startsWith('event')) loop.requestPass();
    });
    loop.run(handlers, FOREVER);
    expect(log.filter((line) => line.endsWith('pass'))).toEqual(['0 pass', '8 pass']);
    expect(log.at(-1)).toBe('8 pass');
  });

  test('many requests for one later instant take the memory of one', () => {
    const loop = new EventLoop();
    for (let i = 0; i < 1000; i++) loop.requestPass(8);
    expect(loop.pending).toBe(1);
    loop.requestPass();
    expect(loop.pending).toBe(1); // one for now takes none
  });

  test('an instant that had its pass is in the past for further requests', () => {
    const loop = new EventLoop();
    loop.requestPass(8);
    loop.book(9, Phase.arrive, 1);
    loop.run(recorder(loop, []), FOREVER);
    expect(() => loop.requestPass(8)).toThrow(/it is 9 us/);
  });

  test('a pass requested for earlier than a pending one is a pass of its own', () => {
    const loop = new EventLoop();
    const log: string[] = [];
    loop.requestPass(20);
    loop.requestPass(5);
    loop.requestPass(20);
    loop.run(recorder(loop, log), FOREVER);
    expect(log).toEqual(['5 pass', '20 pass']);
  });

  test('a pass may ask for the next one, now or later', () => {
    const loop = new EventLoop();
    const log: string[] = [];
    let left = 2;
    loop.requestPass(3);
    const handlers = recorder(loop, log, () => {
      if (left-- > 0) loop.requestPass(left === 1 ? loop.nowUs : loop.nowUs + 4);
    });
    loop.run(handlers, FOREVER);
    expect(log).toEqual(['3 pass', '3 pass', '7 pass']);
  });

  test('changes to flows at one instant cost one solve', () => {
    const loop = new EventLoop();
    const log: string[] = [];
    const resource = loop.flows.addResource(1);
    for (let kind = 1; kind <= 3; kind++) loop.book(5, Phase.arrive, kind);
    const handlers = recorder(loop, log, (what) => {
      if (!what.startsWith('event')) return;
      loop.flows.open({ amount: 1, resources: [resource], coefficients: [1], tag: 0 }, loop.nowUs);
    });
    loop.run(handlers, 100);
    expect(log.filter((line) => line.endsWith('shared'))).toEqual(['5 shared']);
    expect(loop.flows.solves).toBe(1);
  });

  test('an earlier phase booked at the same instant comes before the rest of the instant', () => {
    const loop = new EventLoop();
    const log: string[] = [];
    loop.book(4, Phase.sample, 1);
    loop.book(4, Phase.sample, 2);
    const handlers = recorder(loop, log, (what) => {
      if (what === 'event 1 0 0') {
        loop.book(4, Phase.release, 3);
        loop.requestPass();
        openAlone(loop, 0, 9);
      }
    });
    loop.run(handlers, FOREVER);
    expect(log).toEqual(['4 event 1 0 0', '4 event 3 0 0', '4 flow 9', '4 pass', '4 event 2 0 0']);
  });

  test('a flow whose finish rounds to the instant of the solve ends before time moves', () => {
    const loop = new EventLoop();
    const log: string[] = [];
    loop.book(4, Phase.arrive, 1);
    loop.book(4, Phase.sample, 2);
    const handlers = recorder(loop, log, (what) => {
      // 0.4 us of work at the full rate: 4.4 rounds to 4.
      if (what === 'event 1 0 0') openAlone(loop, 0.4, 9);
    });
    loop.run(handlers, FOREVER);
    expect(log).toEqual(['4 event 1 0 0', '4 shared', '4 flow 9', '4 shared', '4 event 2 0 0']);
  });

  test('a run stops at the horizon, which is included, and can go on from there', () => {
    const loop = new EventLoop();
    const log: string[] = [];
    for (const at of [9, 10, 11, 12]) loop.book(at, Phase.arrive, at);
    openAlone(loop, 15, 1);
    const handlers = recorder(loop, log);
    expect(loop.run(handlers, 10)).toBe('horizon');
    expect([loop.nowUs, log.length]).toEqual([10, 3]);
    expect(loop.run(handlers, 13)).toBe('horizon');
    expect(loop.nowUs).toBe(13);
    expect([loop.run(handlers, 13), loop.nowUs, log.length]).toEqual(['horizon', 13, 5]);
    expect(() => loop.book(12, Phase.arrive, 1)).toThrow(/it is 13 us/);
    expect(loop.run(handlers, 1000)).toBe('idle');
    expect(loop.nowUs).toBe(15);
    expect(log.slice(3)).toEqual(['11 event 11 0 0', '12 event 12 0 0', '15 flow 1', '15 shared']);
  });

  test('the past is refused', () => {
    const loop = new EventLoop();
    loop.book(10, Phase.arrive, 1);
    loop.run(recorder(loop, []), FOREVER);
    const refused = (words: string) => new RangeError(words);
    expect(() => loop.book(9, Phase.arrive, 1)).toThrow(refused('cannot book at 9 us, it is 10 us'));
    expect(() => loop.requestPass(9)).toThrow(refused('cannot request a pass at 9 us, it is 10 us'));
    expect(() => loop.run(recorder(loop, []), 9)).toThrow(refused('cannot run until 9 us, it is 10 us'));
    expect(() => loop.run(recorder(loop, []), 10.5)).toThrow(
      refused('a horizon is a whole number of microseconds or Infinity, got 10.5'),
    );
    expect(() => loop.requestPass(10.5)).toThrow(/whole number/);
  });

  test('the event kind that wakes passes cannot be booked by others', () => {
    expect(() => new EventLoop().book(1, Phase.arrive, -(2 ** 31))).toThrow(/the loop's own/);
  });

  test('a request that was refused leaves no trace', () => {
    const loop = new EventLoop();
    expect(() => loop.requestPass(10.5)).toThrow();
    expect(loop.run(recorder(loop, []), FOREVER)).toBe('idle');
    expect(loop.nowUs).toBe(0);
  });

  test('a cancelled event does not happen', () => {
    const loop = new EventLoop();
    const log: string[] = [];
    const ticket = loop.bookCancellable(1, Phase.arrive, 1);
    loop.book(2, Phase.arrive, 2);
    expect(loop.cancel(ticket)).toBe(true);
    loop.run(recorder(loop, log), FOREVER);
    expect(log).toEqual(['2 event 2 0 0']);
    expect(loop.cancel(ticket)).toBe(false);
  });

  test('an instant that never ends is found and named', () => {
    const loop = new EventLoop({ instantLimit: 1000 });
    loop.book(42, Phase.arrive, 6, 1, 2);
    const handlers = recorder(loop, [], () => {
      loop.book(loop.nowUs, Phase.arrive, 6, 1, 2);
    });
    expect(() => loop.run(handlers, FOREVER)).toThrow(
      new Error('more than 1000 steps at 42 us without time moving; last event: kind 6 (1, 2)'),
    );
  });

  test('flows that finish at once for ever make an instant that never ends, too', () => {
    const loop = new EventLoop({ instantLimit: 1000 });
    openAlone(loop, 0, 1);
    let left = 5000;
    const handlers = recorder(loop, [], () => {
      if (left-- > 0) openAlone(loop, 0, 1);
    });
    expect(() => loop.run(handlers, FOREVER)).toThrow(/^more than 1000 steps at 0 us/);
    expect(left).toBe(4000);
  });

  test('an instant may have as many steps as its limit says', () => {
    const steps = (count: number) => {
      const loop = new EventLoop({ instantLimit: 3 });
      // The first step of an instant is the one for which time moved, and does not count.
      for (let i = 0; i <= count; i++) loop.book(7, Phase.arrive, i);
      return () => loop.run(recorder(loop, []), FOREVER);
    };
    expect(steps(3)()).toBe('idle');
    expect(steps(4)).toThrow(/^more than 3 steps at 7 us/);
  });

  test('new rates need no listener', () => {
    const loop = new EventLoop();
    openAlone(loop, 5, 1);
    const { event, flowFinished, pass } = recorder(loop, []);
    expect(loop.run({ event, flowFinished, pass }, FOREVER)).toBe('idle');
    expect(loop.nowUs).toBe(5);
  });

  test('two loops in one process do not disturb each other', () => {
    const alone = tandem(new EventLoop());
    alone.toEnd();
    const one = tandem(new EventLoop());
    const other = tandem(new EventLoop());
    for (let until = 1; until < 200; until += 7) {
      one.until(until);
      other.until(until + 3);
    }
    one.toEnd();
    other.toEnd();
    expect(alone.log.length).toBeGreaterThan(60);
    expect(one.log).toEqual(alone.log);
    expect(other.log).toEqual(alone.log);
  });
});

/** A small model with bookings, passes and shared flows, to be run in one go or in pieces. */
function tandem(loop: EventLoop): { log: string[]; until(us: number): void; toEnd(): void } {
  const log: string[] = [];
  const resource = loop.flows.addResource(1e6);
  let waiting = 0;
  for (let at = 0; at < 20; at++) loop.book(at * 5, Phase.arrive, 1);
  const handlers = recorder(loop, log, (what) => {
    if (what.startsWith('event')) waiting++;
    if (what.startsWith('event') || what.startsWith('flow')) loop.requestPass(loop.nowUs + 1);
    if (what !== 'pass' || waiting === 0 || loop.flows.size >= 3) return;
    waiting--;
    loop.flows.open(
      { amount: 7 + waiting, resources: [resource], coefficients: [1], tag: loop.nowUs },
      loop.nowUs,
    );
  });
  return {
    log,
    until: (us) => void (us > loop.nowUs && loop.run(handlers, us)),
    toEnd: () => void loop.run(handlers, FOREVER),
  };
}

import type { EventLoop } from '../engine/event-loop.ts';

/** What waits for an event of a kind: nobody, or work that it may set going again. */
type Counted = 'observed' | 'awaited';

/** An object and no number, so that the loop takes such an event only from `Aside.book`, which counts it. */
export interface AsideKind {
  readonly number: number;
  readonly counted: Counted;
}

/** Kinds of booked events that keep no run going by themselves; `a` and `b` as in `EventKind`. */
export const AsideKind = {
  /** Production's share, or the hours of a throttle rule. */
  clockChanged: { number: 11, counted: 'observed' },
  sampleDue: { number: 12, counted: 'observed' },
  warmUpOver: { number: 13, counted: 'observed' },
  rescanDue: { number: 22, counted: 'awaited' },
  /** a: number of the fault; b: of its stream. At random, where a `faultStrikes` of the scenario has its time. */
  failureStrikes: { number: 23, counted: 'observed' },
  failureEnds: { number: 24, counted: 'awaited' },
} as const satisfies Record<string, AsideKind>;

/** By number: asked at every event, and an index is found sooner than a key. */
const COUNTED: readonly (Counted | undefined)[] = Array.from(
  { length: 1 + Math.max(...Object.values(AsideKind).map(({ number }) => number)) },
  (_, kind) => Object.values(AsideKind).find(({ number }) => number === kind)?.counted,
);

/** Counts the events that are booked and keep no run going. */
export class Aside {
  readonly #loop: EventLoop;
  readonly #pending: Record<Counted, number> = { observed: 0, awaited: 0 };

  constructor(loop: EventLoop) {
    this.#loop = loop;
  }

  book(atUs: number, phase: number, { number, counted }: AsideKind, a = 0, b = 0): void {
    this.#pending[counted]++;
    this.#loop.book(atUs, phase, number, a, b);
  }

  /** An event has come, of this kind or any other. */
  came(kind: number): void {
    const counted = COUNTED[kind];
    if (counted !== undefined) this.#pending[counted]--;
  }

  /** Nothing is left to happen but what is only observed; not to be asked in the midst of an instant, of which more may come. */
  get isAllThatIsLeft(): boolean {
    return this.#loop.pending <= this.#pending.observed && this.#loop.flows.size === 0;
  }

  /** Nothing but that, and repairs and rescans after failures at random: they may set things going again, or not. */
  get isAllButRepairs(): boolean {
    const { observed, awaited } = this.#pending;
    return this.#loop.pending <= observed + awaited && this.#loop.flows.size === 0;
  }
}

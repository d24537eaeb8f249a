import type { EventLoop } from '../engine/event-loop.ts';

/** What an event of a kind means for work that is stuck: nothing (`observed`), or it may set it going again (`awaited`). */
type Counted = 'observed' | 'awaited';

/** An object rather than a number, so that such an event can only be booked by `Aside.book`, which counts it. */
export interface AsideKind {
  readonly number: number;
  readonly counted: Counted;
}

/** Kinds of events that do not keep a run going by themselves; `a` and `b` as in `EventKind`. */
export const AsideKind = {
  /** The share that production uses has changed, or a throttle rule begins or ends. */
  clockChanged: { number: 11, counted: 'observed' },
  sampleDue: { number: 12, counted: 'observed' },
  warmUpOver: { number: 13, counted: 'observed' },
  rescanDue: { number: 22, counted: 'awaited' },
  /** a: number of the fault; b: of its stream. At random, unlike `faultStrikes`, whose time the scenario gives. */
  failureStrikes: { number: 23, counted: 'observed' },
  failureEnds: { number: 24, counted: 'awaited' },
  /** a: host. It may have been down for so long that its cluster moves its VMs or volumes. */
  failoverDue: { number: 25, counted: 'awaited' },
} as const satisfies Record<string, AsideKind>;

/** By number, as an array because it is read at every event. */
const COUNTED: readonly (Counted | undefined)[] = Array.from(
  { length: 1 + Math.max(...Object.values(AsideKind).map(({ number }) => number)) },
  (_, kind) => Object.values(AsideKind).find(({ number }) => number === kind)?.counted,
);

/** Counts the pending events that do not keep a run going, to find out when nothing else is left. */
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

  /** Called for every event of the run, whatever its kind. */
  came(kind: number): void {
    const counted = COUNTED[kind];
    if (counted !== undefined) this.#pending[counted]--;
  }

  /** Whether only `observed` events are left. Not meaningful within an instant, which may still book more. */
  get isAllThatIsLeft(): boolean {
    return this.#loop.pending <= this.#pending.observed && this.#loop.flows.size === 0;
  }

  /** Whether only those are left and `awaited` ones: repairs and rescans, which may or may not set work going again. */
  get isAllButRepairs(): boolean {
    const { observed, awaited } = this.#pending;
    return this.#loop.pending <= observed + awaited && this.#loop.flows.size === 0;
  }
}

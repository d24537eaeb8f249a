import { expect } from 'vitest';
import { BottleneckFlows } from '../../src/engine/sharing/bottleneck/bottleneck-flows.ts';
import type { FlowRequest } from '../../src/engine/sharing/flows.ts';
import { FlowSet } from '../../src/engine/sharing/plain/flow-set.ts';

const NEVER = Number.POSITIVE_INFINITY;

/** The ids of one flow in both implementations. */
interface Open {
  readonly plain: number;
  readonly fast: number;
}

/** Both implementations side by side: every call goes to both, and every answer must be the same. */
export class FlowPair {
  nowUs = 0;
  /** By tag. */
  readonly open = new Map<number, Open>();
  readonly resources: number[] = [];
  readonly fast: BottleneckFlows;
  readonly #plain = new FlowSet({ certify: true });
  #tags = 0;

  constructor(mostVisits: number) {
    this.fast = new BottleneckFlows({ certify: true, mostVisits });
  }

  addResource(capacity: number): void {
    const resource = this.#plain.addResource(capacity);
    expect(this.fast.addResource(capacity)).toBe(resource);
    this.resources.push(resource);
  }

  /** Removes a resource that no flow crosses; whether both agree that none does. */
  replaceResource(at: number, capacity: number): void {
    const resource = this.resources[at]!;
    const refusals = [this.#plain, this.fast].map((flows) => isThrown(() => flows.removeResource(resource)));
    expect(refusals[1]).toBe(refusals[0]);
    if (refusals[0]) return;
    this.resources.splice(at, 1);
    this.addResource(capacity);
  }

  setCapacity(at: number, capacity: number): void {
    this.#plain.setCapacity(this.resources[at]!, capacity, this.nowUs);
    this.fast.setCapacity(this.resources[at]!, capacity, this.nowUs);
  }

  start(request: Omit<FlowRequest, 'tag'>): void {
    const asked = { ...request, tag: this.#tags++ };
    const plain = this.#plain.open(asked, this.nowUs);
    this.open.set(asked.tag, { plain, fast: this.fast.open(asked, this.nowUs) });
  }

  stop(pick: number): void {
    if (this.open.size === 0) return;
    const [tag, { plain, fast }] = [...this.open][pick % this.open.size]!;
    // One that is due may count as finished already: finishes are rounded by half a microsecond.
    const rounding = Math.min(this.#plain.rateOf(plain), 1e9) * 0.6e-6;
    close(this.fast.close(fast, this.nowUs), this.#plain.close(plain, this.nowUs), 1e-6 + rounding);
    this.open.delete(tag);
  }

  /** Finishes what is due now, in both in the same order. */
  popAll(): void {
    for (;;) {
      const isDue = this.#plain.popFinished(this.nowUs) >= 0;
      expect(this.fast.popFinished(this.nowUs) >= 0).toBe(isDue);
      if (!isDue) return;
      expect(this.fast.finishedTag).toBe(this.#plain.finishedTag);
      expect(this.open.delete(this.#plain.finishedTag)).toBe(true);
    }
  }

  /** The end of an instant: solves until nothing is due any more, and compares. */
  settle(): void {
    for (;;) {
      this.popAll();
      expect(this.fast.dirty).toBe(this.#plain.dirty);
      if (!this.#plain.dirty) break;
      this.#plain.solve(this.nowUs);
      this.fast.solve(this.nowUs);
    }
    this.#compare();
  }

  /** Moves time on, at most to the next finish. */
  advance(byUs: number): void {
    this.nowUs = Math.min(this.nowUs + byUs, this.#plain.nextFinishUs());
  }

  toNextFinish(): void {
    const nextUs = this.#plain.nextFinishUs();
    if (nextUs < NEVER) this.nowUs = nextUs;
  }

  #compare(): void {
    const { nowUs, fast } = this;
    const plain = this.#plain;
    expect([fast.nextFinishUs(), fast.size]).toEqual([plain.nextFinishUs(), plain.size]);
    for (const each of this.open.values()) {
      close(fast.rateOf(each.fast), plain.rateOf(each.plain), 1e-9);
      close(fast.remaining(each.fast, nowUs), plain.remaining(each.plain, nowUs), 1e-6);
    }
    for (const resource of this.resources) {
      expect(fast.capacity(resource)).toBe(plain.capacity(resource));
      close(fast.used(resource), plain.used(resource), 1e-9);
      close(fast.busySeconds(resource, nowUs), plain.busySeconds(resource, nowUs), 1e-9);
    }
  }
}

function isThrown(call: () => void): boolean {
  try {
    call();
    return false;
  } catch {
    return true;
  }
}

function close(actual: number, expected: number, tolerance: number): void {
  // Not by a matcher, which would be too slow for millions of these.
  if (actual === expected || Math.abs(actual - expected) <= tolerance * (1 + Math.abs(expected))) return;
  expect(actual).toBe(expected);
}

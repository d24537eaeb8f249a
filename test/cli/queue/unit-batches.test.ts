import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Crew, UnitBatches } from '../../../src/cli/queue/unit-batches.ts';
import type { WorkUnit } from '../../../src/experiment/units/work-unit.ts';
import type { UnitResult } from '../../../src/runs/experiments/experiment-runs.ts';

const unit = (id: string): WorkUnit => ({
  id,
  design: 0,
  point: { overlays: [] },
  replication: 0,
});
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A crew that notes its batches and is told when each is over; every unit takes so long by a clock that only it moves. */
class NotedCrew implements Crew {
  readonly batches: string[][] = [];
  readonly #ends: (() => void)[] = [];
  readonly #bad: ReadonlySet<string>;
  unitMs: number;

  constructor(unitMs = Number.POSITIVE_INFINITY, bad: readonly string[] = []) {
    this.unitMs = unitMs;
    this.#bad = new Set(bad);
  }

  async runBatch(units: readonly WorkUnit[]): Promise<UnitResult[]> {
    this.batches.push(units.map(({ id }) => id));
    await new Promise<void>((resolve) => this.#ends.push(resolve));
    const bad = units.find(({ id }) => this.#bad.has(id));
    if (bad !== undefined) throw new Error(`${bad.id} is bad`);
    return units.map(({ id }) => ({ id, ok: false, diagnostics: [] }));
  }

  /** Batches that are not over. */
  get open(): number {
    return this.#ends.length;
  }

  async end(): Promise<void> {
    this.#ends.shift()!();
    await turn();
    await turn();
  }
}

describe('batches of units', () => {
  test('have one unit until a duration is known, and then as many as fit in an eighth of a second', async () => {
    let clockMs = 0;
    const batches = new UnitBatches(1, () => clockMs);
    const crew = new NotedCrew();
    const all = Array.from({ length: 40 }, (_, i) => batches.run(crew, unit(`${i}`)));
    await turn();
    expect(crew.batches).toEqual([['0']]);
    expect(batches.inHand(crew.unitMs)).toBe(1);
    clockMs = 20;
    await crew.end();
    expect(crew.batches[1]).toEqual(['1', '2', '3', '4']);
    expect(batches.inHand(crew.unitMs)).toBe(8);
    // 1 ms each: a quarter of the way from 20 ms to there.
    clockMs += 4;
    await crew.end();
    expect(crew.unitMs).toBe(15.25);
    expect(crew.batches[2]).toHaveLength(8);
    expect(batches.inHand(crew.unitMs)).toBe(16);
    expect(batches.inHand(0)).toBe(32);
    expect(batches.inHand(64.1)).toBe(1);
    while (crew.open > 0) await crew.end();
    expect((await Promise.all(all)).map(({ id }) => id)).toEqual(all.map((_, i) => `${i}`));
  });

  test('distribute the units evenly among the threads', async () => {
    const batches = new UnitBatches(2, () => 0);
    const crew = new NotedCrew(5);
    for (const id of ['a', 'b', 'c', 'd', 'e']) void batches.run(crew, unit(id));
    await turn();
    expect(crew.batches).toEqual([['a', 'b', 'c'], ['d']]);
    await crew.end();
    expect(crew.batches[2]).toEqual(['e']);
  });

  test('that fail are run again unit by unit, so that only the unit that caused it fails', async () => {
    const batches = new UnitBatches(1, () => 0);
    const crew = new NotedCrew(5, ['b']);
    const ends = Promise.allSettled(['a', 'b', 'c'].map((id) => batches.run(crew, unit(id))));
    await turn();
    while (crew.open > 0) await crew.end();
    expect(crew.batches).toEqual([['a', 'b', 'c'], ['a'], ['b'], ['c']]);
    expect((await ends).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  test('belong to one crew each; every unit ends with its own result or failure, and no more run at once than there are threads', async () => {
    const arrival = fc.record({ crew: fc.nat(2), isBad: fc.boolean(), waits: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(
        fc.array(arrival, { maxLength: 40 }),
        fc.integer({ min: 1, max: 4 }),
        async (arrivals, threads) => {
          const bad = arrivals.flatMap(({ isBad }, i) => (isBad ? [`${i}`] : []));
          const crews = [new NotedCrew(1, bad), new NotedCrew(20, bad), new NotedCrew(undefined, bad)];
          const batches = new UnitBatches(threads, () => 0);
          const atWork = () => crews.reduce((sum, { open }) => sum + open, 0);
          const ends: Promise<string>[] = [];
          for (const [i, { crew, waits }] of arrivals.entries()) {
            const result = batches.run(crews[crew]!, unit(`${i}`));
            ends.push(
              result.then(
                ({ id }) => id,
                ({ message }: Error) => message,
              ),
            );
            if (!waits) continue;
            await turn();
            expect(atWork()).toBeLessThanOrEqual(threads);
          }
          for (await turn(); atWork() > 0; ) {
            expect(atWork()).toBeLessThanOrEqual(threads);
            await crews.find(({ open }) => open > 0)!.end();
          }
          const expected = arrivals.map(({ isBad }, i) => (isBad ? `${i} is bad` : `${i}`));
          expect(await Promise.all(ends)).toEqual(expected);
          for (const [at, crew] of crews.entries())
            for (const id of crew.batches.flat()) expect(arrivals[Number(id)]!.crew).toBe(at);
        },
      ),
    );
  });
});

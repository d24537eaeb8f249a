import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HighestBound } from '../../../src/metrics/bound/highest-bound.ts';
import { PlaceLoad } from '../../../src/metrics/bound/place-load.ts';
import { Places } from '../../../src/metrics/bound/places.ts';

function loadOf(pieces: readonly number[], places: number, tick = 0): PlaceLoad {
  const load = new PlaceLoad(places, tick);
  for (const piece of pieces) load.add(piece);
  return load;
}

/** The bound on the time for these pieces, seconds, as exact as it can be. */
function boundOf(pieces: readonly number[], places: number, tick = 0): number {
  return PlaceLoad.timeOn([loadOf(pieces, places, tick)], places, 0);
}

/** The shortest time of all ways to divide the pieces among the places, seconds. On each the one that wastes most comes last. */
function shortestOf(pieces: readonly number[], places: number, tick: number): number {
  const held = (piece: number) => (tick === 0 ? piece : Math.ceil(piece / tick) * tick);
  let shortest = Number.POSITIVE_INFINITY;
  for (let way = 0; way < places ** pieces.length; way++) {
    const [times, wasted] = [Array<number>(places).fill(0), Array<number>(places).fill(0)];
    pieces.forEach((piece, n) => {
      const place = Math.floor(way / places ** n) % places;
      times[place]! += held(piece);
      wasted[place] = Math.max(wasted[place]!, held(piece) - piece);
    });
    shortest = Math.min(shortest, Math.max(...times.map((time, place) => time - wasted[place]!)));
  }
  return shortest;
}

describe('the time that pieces take on equal places', () => {
  test('is their sum divided by the places, where they can be divided so', () => {
    expect(boundOf([4, 4, 8], 2)).toBe(8);
    expect(boundOf([5, 3], 1)).toBe(8);
  });

  test('is that of two pieces on one place, where there is one more than places', () => {
    // Of 9, 6 and 5 two are on one place: at least 5 + 6, which is more than half of 20.
    expect(boundOf([5, 9, 6], 2)).toBe(11);
    // Of the five longest three: 4 + 5 + 5.
    expect(boundOf([5, 5, 5, 5, 4], 2)).toBe(14);
  });

  test('counts a piece until the next tick, but not the last one of a place', () => {
    // From 0, 20 and 40 s on, for 12 s each.
    expect(boundOf([12, 12, 12], 1, 10)).toBe(52);
    // From 0 and 20 s on, on each of two.
    expect(boundOf([12, 12, 12, 12], 2, 10)).toBe(32);
  });

  test('a piece that ends a few microseconds beside a tick ends at it', () => {
    expect(boundOf([20.000_005, 20.000_005], 1, 20)).toBeCloseTo(40.000_01, 9);
    expect(boundOf([19.999_995, 19.999_995], 1, 20)).toBeCloseTo(39.999_995, 9);
  });

  test('time beside the pieces is added to their sum alone', () => {
    const load = loadOf([6, 6, 6], 2);
    load.addBeside(2);
    expect(PlaceLoad.timeOn([load], 2, 0)).toBe(12);
    load.addBeside(6);
    expect(PlaceLoad.timeOn([load], 2, 0)).toBe(13);
  });

  test('is exact where it can be above what is enough', () => {
    // Half of 18 is 9, but two of three are on one place.
    expect(PlaceLoad.timeOn([loadOf([6, 6, 6], 2)], 2, 11)).toBe(12);
    expect(PlaceLoad.timeOn([loadOf([6], 2), loadOf([6, 6], 2)], 2, 11)).toBe(12);
  });

  test('is never more than the shortest schedule takes, with ticks or without', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 3 }),
        fc.constantFrom(0, 7),
        (pieces, places, tick) => {
          const bound = boundOf(pieces, places, tick);
          expect(bound).toBeLessThanOrEqual(shortestOf(pieces, places, tick) + 1e-9);
          expect(bound).toBeGreaterThanOrEqual(pieces.reduce((sum, piece) => sum + piece, 0) / places - 1e-9);
        },
      ),
      { seed: 20_261_160, numRuns: 300 },
    );
  });
});

describe('the loads of several things', () => {
  test('raise the highest bound by the name of the thing, from the start of the work on', () => {
    const highest = new HighestBound();
    highest.raise(110, () => 'before');
    const places = new Places(() => 2, 0);
    for (const piece of [6, 6, 6]) places.of(7)!.add(piece);
    places.of(3)!.add(1);
    places.close(100, highest, (row) => `row ${row}`);
    expect(highest.found).toEqual({ seconds: 112, by: 'row 7' });
  });

  test('what has no limit has no load', () => {
    const places = new Places((row) => (row === 0 ? Number.POSITIVE_INFINITY : 1), 0);
    expect(places.of(0)).toBeUndefined();
    expect(places.of(1)).toBe(places.of(1));
  });
});

import { expect, test } from 'vitest';
import { SpareRoom } from '../../src/engine/spare-room.ts';

function withResources(count: number): SpareRoom {
  const room = new SpareRoom();
  for (let row = 0; row < count; row++) room.addResource(row);
  return room;
}

/** Looks at all that are to be looked at, and finds them full. */
function all(room: SpareRoom): number[] {
  const rows: number[] = [];
  for (let row = room.next(); row >= 0; row = room.next()) {
    rows.push(row);
    room.forget(row);
  }
  return rows.sort((a, b) => a - b);
}

test('a resource is looked at once levels have risen by more than its room', () => {
  const room = withResources(3);
  room.isThere(0, 5, 1);
  room.isThere(1, 8, 1);
  room.rise(0, 3);
  room.rise(0, 2);
  expect(all(room)).toEqual([]); // 5 in all: just as much as there is room for
  room.rise(0, 1);
  expect(all(room)).toEqual([0]); // 6
  expect(all(room)).toEqual([]);
  room.rise(0, 3);
  expect(all(room)).toEqual([1]); // 9
});

test('of levels that rise between two looks only the steepest counts, and of one level all its rises', () => {
  const room = withResources(3);
  room.isThere(0, 5, 1);
  room.rise(1, 3);
  room.rise(2, 4);
  room.rise(0, 1);
  expect(all(room)).toEqual([]); // 4, although another rose by 1 after that
  room.rise(1, 0.5);
  room.rise(1, 0.5);
  expect(all(room)).toEqual([]); // 5
  room.rise(1, 0.25);
  room.rise(2, 0.5);
  expect(all(room)).toEqual([0]); // 5.5
});

test('room counts from the moment it was found, and the last finding holds', () => {
  const room = withResources(1);
  room.rise(0, 100);
  room.isThere(0, 5, 1);
  room.rise(0, 4);
  expect(all(room)).toEqual([]);
  room.isThere(0, 3, 1);
  room.rise(0, 3.5);
  expect(all(room)).toEqual([0]);
});

test('what was asked for is looked at at once and once, without losing its room', () => {
  const room = withResources(3);
  room.isThere(2, 1, 1);
  room.lookSoon(2);
  room.lookSoon(1);
  room.lookSoon(2);
  expect([room.next(), room.next(), room.next()]).toEqual([1, 2, -1]);
  room.rise(0, 2);
  expect([room.next(), room.next()]).toEqual([2, 2]);
  room.isThere(2, 1, 1);
  expect(room.next()).toBe(-1);
});

test('the more is taken with every rise, the smaller a rise has to be', () => {
  const room = withResources(2);
  room.isThere(0, 12, 4);
  room.isThere(1, 12, 0);
  room.rise(0, 3);
  expect(all(room)).toEqual([]); // 12 of 12
  room.rise(0, 1);
  expect(all(room)).toEqual([0]);
});

test('whoever comes takes of what rises have left, and more with every rise from then on', () => {
  const room = withResources(1);
  room.isThere(0, 20, 2);
  room.rise(0, 4); // 12 left
  room.take(0, 6, 1); // 6 left, and 3 per rise
  room.rise(0, 2);
  expect(all(room)).toEqual([]);
  room.rise(0, 0.5);
  expect(all(room)).toEqual([0]);
});

test('a resource is looked at at once if all of its room is taken, more than that, or nothing is known of it', () => {
  for (const units of [5, 6, Number.POSITIVE_INFINITY]) {
    const room = withResources(2);
    room.isThere(1, 5, 1);
    room.take(0, units, 1);
    room.take(1, units, 1);
    expect(all(room)).toEqual([0, 1]);
  }
});

test('what is given back can be taken again', () => {
  const room = withResources(2);
  for (const row of [0, 1]) {
    room.isThere(row, 5, 1);
    room.take(row, 4, 1);
  }
  room.giveBack(1, 3);
  room.take(0, 3, 1);
  room.take(1, 3, 1); // 1 left
  expect(all(room)).toEqual([0]);
});

test('who is to be looked at anyhow is asked then, whatever comes and goes before', () => {
  const room = withResources(1);
  room.isThere(0, 5, 1);
  room.lookSoon(0);
  room.take(0, Number.POSITIVE_INFINITY, 1);
  room.giveBack(0, Number.POSITIVE_INFINITY);
  expect(room.next()).toBe(0);
  room.isThere(0, 5, 1);
  room.take(0, 5, 1);
  expect(room.next()).toBe(0);
});

test('a forgotten resource, and one added anew under its id, is not looked at', () => {
  const room = withResources(2);
  room.isThere(0, 1, 1);
  room.isThere(1, 1, 1);
  room.forget(0);
  room.addResource(1);
  room.rise(0, 10);
  expect(all(room)).toEqual([]);
});

test('thousands of resources', () => {
  const room = withResources(3000);
  for (let row = 0; row < 3000; row++) room.isThere(row, row, 1);
  room.lookSoon(2999);
  room.rise(0, 1000);
  expect(all(room)).toEqual([...Array.from({ length: 1000 }, (_, row) => row), 2999]);
});

test('also of many resources each is looked at once, and all rises of one level count', () => {
  const room = new SpareRoom();
  for (let row = 0; row < 100; row++) {
    room.addResource(row);
    room.lookSoon(row);
    room.lookSoon(row);
  }
  expect(all(room)).toEqual(Array.from({ length: 100 }, (_, row) => row));
  room.isThere(0, 5, 1);
  room.rise(99, 3);
  room.rise(99, 3);
  expect(all(room)).toEqual([0]); // 6
});

test('a rise is large above a quarter of the highest of late, of which each search counts for an eighth', () => {
  const room = withResources(1);
  expect(room.isLarge(16)).toBe(true); // none so far
  room.searchEnds(); // 0 + 16/8 = 2
  expect(room.isLarge(0.5)).toBe(false);
  expect(room.isLarge(0.50001)).toBe(true);
  room.searchEnds(); // 2 + (0.50001 - 2)/8: nearly 1.8125
  expect(room.isLarge(0.453)).toBe(false);
  expect(room.isLarge(0.454)).toBe(true);
});

test('who is told of a large rise has so much less room, and nobody else', () => {
  const room = withResources(2);
  room.isThere(0, 5, 1);
  room.isThere(1, 5, 1);
  room.take(0, 3, 0);
  room.rise(0, 2);
  expect(all(room)).toEqual([]); // 5 - 3 = 2: just as much
  room.rise(0, 0.5);
  expect(all(room)).toEqual([0]); // 1 has 2.5 left
  room.rise(0, 3);
  expect(all(room)).toEqual([1]);
});

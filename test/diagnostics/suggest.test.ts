import { expect, it } from 'vitest';
import { didYouMean, editDistance, nearest, oneOf } from '../../src/diagnostics/suggest.ts';

it.each([
  ['', '', 0],
  ['abc', '', 3],
  ['kitten', 'sitting', 3],
  ['clok', 'clock', 1],
  ['nigthly', 'nightly', 1],
])('%j is %j away from %j', (a, b, distance) => expect(editDistance(a, b)).toBe(distance));

it('the nearest name is found, of equals the one nearer in the alphabet', () => {
  expect(nearest('esx3', ['esx1', 'esx2'])).toBe('esx2');
  expect(nearest('HotAdd', ['nbd', 'hotadd'])).toBe('hotadd');
  expect(nearest('banana', ['px1', 'px2'])).toBeUndefined();
  expect(nearest('a', ['b'])).toBeUndefined();
});

it('a word that one candidate begins or ends with, or the other way round, means that one', () => {
  const many = ['productionLoad', 'read', 'write', 'hosts', 'maxSnapshots', 'maxTasks', 'latency', 'array'];
  expect(didYouMean('production', many)).toBe("Did you mean 'productionLoad'?");
  expect(didYouMean('latencyModel', many)).toBe("Did you mean 'latency'?");
  expect(didYouMean('tasks', many)).toBe("Did you mean 'maxTasks'?");
  expect(didYouMean('mountedByHosts', many)).toBe("Did you mean 'hosts'?");
  // Two begin so, and three letters may be anything.
  expect(didYouMean('maxS', ['maxSnapshots', 'maxSlots'])).toBe('Possible: maxSnapshots, maxSlots.');
  expect(didYouMean('arr', ['array'])).toBe('Possible: array.');
});

it('a name with the same parts in another order is meant, although other names are nearer', () => {
  expect(didYouMean('b01-dc1', ['dc1-b01', 'b01-dc2', 'dc1-b02'])).toBe("Did you mean 'dc1-b01'?");
  expect(didYouMean('b-a-c', ['a-b-c', 'c-b-a', 'x'])).toBe('Possible: a-b-c, c-b-a, x.');
});

it('few candidates are listed where none is near', () => {
  expect(didYouMean('zzz', ['hq', 'dr'])).toBe('Possible: hq, dr.');
  expect(didYouMean('zzz', [])).toBeUndefined();
  expect(
    didYouMean(
      'zzz',
      Array.from({ length: 13 }, (_, index) => `name${index}`),
    ),
  ).toBeUndefined();
});

it('of words that can only be ours all are listed where none is near, however many', () => {
  const many = Array.from({ length: 13 }, (_, index) => `name${index}`);
  expect(oneOf('zzz', many)).toBe(`Possible: ${many.join(', ')}.`);
  expect(oneOf('nmae7', many)).toBe("Did you mean 'name7'?");
});

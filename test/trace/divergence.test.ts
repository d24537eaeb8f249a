import { describe, expect, test } from 'vitest';
import type { Decision, DecisionLog, Place } from '../../src/trace/decision-log.ts';
import { firstDivergence } from '../../src/trace/divergence.ts';

const task = (vm: string) => ({ of: 'task' as const, words: ['nightly', '1', '1', vm, '0'] });
const ready = (seconds: number, vm: string): Decision => ({
  kind: 'task-ready',
  atUs: seconds * 1e6,
  subject: task(vm),
  place: null,
});
const start = (seconds: number, vm: string, proxy = 'px1', mode = 'nbd'): Decision => {
  const place: Place = [proxy, mode, '', '', ''];
  return { kind: 'task-started', atUs: seconds * 1e6, subject: task(vm), place };
};
const log = (decisions: readonly Decision[], total = decisions.length): DecisionLog => ({
  fingerprint: 'x@1',
  total,
  decisions,
});
const was = [ready(0, 'a'), ready(0, 'b'), start(1, 'a'), start(2, 'b')];
const parting = (is: readonly Decision[], of: DecisionLog = log(was)) => firstDivergence(of, log(is));

describe('the first divergence of two logs', () => {
  test('does not exist if they have the same content, even in different objects', () => {
    expect(parting(was)).toBeUndefined();
    expect(parting(JSON.parse(JSON.stringify(was)))).toBeUndefined();
  });

  test('is a time in another millisecond; differences within a millisecond do not count', () => {
    expect(parting([...was.slice(0, 3), start(2.0009, 'b')])).toBeUndefined();
    expect(parting([...was.slice(0, 3), start(2.001, 'b')])).toMatchObject({
      index: 3,
      atUs: 2e6,
      changed: ['times'],
    });
  });

  test('is a place that differs in any part', () => {
    const other = (place: Place) => [...was.slice(0, 2), { ...was[2]!, place }, was[3]!];
    for (const place of [
      ['px2', 'nbd', '', '', ''],
      ['px1', 'san', '', '', ''],
      ['px1', 'nbd', 'extent1', '', ''],
      ['px1', 'nbd', '', 'px2', 'hotadd'],
    ] as const)
      expect(parting(other(place))).toMatchObject({ index: 2, changed: ['placements'] });
  });

  test('is another order at the same instant', () => {
    const is = [was[1]!, was[0]!, was[2]!, was[3]!];
    expect(parting(is)).toMatchObject({ index: 0, was: was[0], is: was[1], changed: ['order'] });
  });

  test('lists the kinds of differences of the whole run, not only of the first decision', () => {
    const is = [was[0]!, was[1]!, start(1, 'b', 'px2'), start(5, 'a')];
    expect(parting(is)).toMatchObject({ index: 2, changed: ['times', 'placements', 'order'] });
  });

  test('is the end of the shorter log', () => {
    expect(parting(was.slice(0, 3))).toEqual({
      index: 3,
      atUs: 2e6,
      was: was[3],
      is: null,
      changed: ['order'],
    });
    expect(parting([...was, start(9, 'c')])).toMatchObject({ index: 4, was: null, atUs: 9e6 });
  });

  test('is only searched within a truncated log', () => {
    const cut = log(was.slice(0, 2), 4);
    expect(parting([was[0]!, was[1]!, start(7, 'z')], cut)).toBeUndefined();
    expect(parting([was[0]!], cut)).toMatchObject({ index: 1, is: null });
  });

  test('compares names one by one, so that a space in a name does not matter', () => {
    const one = { of: 'connection' as const, words: ['a b', 'c'] };
    const other = { of: 'connection' as const, words: ['a', 'b c'] };
    const lost = (subject: Decision['subject']): Decision => ({
      kind: 'connection-lost',
      atUs: 0,
      subject,
      place: null,
    });
    expect(firstDivergence(log([lost(one)]), log([lost(other)]))).toMatchObject({ index: 0 });
  });
});

import { describe, expect, test } from 'vitest';
import { ORDERS, PRESETS, SELECTIONS } from '../../src/policy/presets.ts';

const words = (keys: readonly { readonly name: string }[]) => keys.map(({ name }) => name).join(' ');

describe('each preset is an order of the queue and a selection of proxies', () => {
  test.each([
    ['rts', 'rts', 'connection-first'],
    ['load-first', 'rts', 'load-first'],
    ['fifo', 'fifo', 'connection-first'],
    ['list', 'list', 'connection-first'],
    ['largest-first', 'largest-first', 'connection-first'],
    ['smallest-first', 'smallest-first', 'connection-first'],
    ['longest-job-first', 'longest-job-first', 'connection-first'],
    ['random', 'random', 'random'],
    ['round-robin', 'rts', 'round-robin'],
    ['two-choices', 'rts', 'two-choices'],
    ['least-loaded', 'rts', 'least-loaded'],
    ['most-free-slots', 'rts', 'most-free-slots'],
  ])('%s', (name, order, select) => {
    expect(PRESETS.get(name)).toEqual({ order, select });
  });

  test('and there are no others', () => {
    expect(PRESETS.size).toBe(12);
  });
});

describe('an order compares its keys one after the other, and at last by place in the lists', () => {
  test.each([
    ['rts', 'kind vm-in-process job-running session-start job-order vm-order disk-order'],
    ['fifo', 'ready-time job-order vm-order disk-order'],
    ['list', 'job-order vm-order disk-order'],
    ['largest-first', 'largest-first job-order vm-order disk-order'],
    ['smallest-first', 'smallest-first job-order vm-order disk-order'],
    ['longest-job-first', 'longest-job-first job-order vm-order disk-order'],
    ['random', 'shuffled'],
  ])('%s: %s', (name, keys) => {
    expect(words(ORDERS.get(name)!)).toBe(keys);
  });

  test('and there are no others', () => {
    expect(ORDERS.size).toBe(7);
  });
});

describe('a selection compares its keys one after the other, load by ratio of slots or by count of tasks', () => {
  test.each([
    ['connection-first', 'affinity connection-class same-site load-ratio running-tasks'],
    ['load-first', 'affinity load-ratio connection-class same-site running-tasks'],
    ['least-loaded', 'load-ratio running-tasks connection-class'],
    ['most-free-slots', 'most-free-slots connection-class'],
    ['round-robin', 'least-recent connection-class'],
    ['random', 'shuffled connection-class'],
    ['two-choices', 'two-choices load-ratio running-tasks connection-class'],
  ])('%s by ratio: %s', (name, keys) => {
    expect(words(SELECTIONS.get(name)!('ratio'))).toBe(keys);
  });

  test.each([
    ['connection-first', 'affinity connection-class same-site running-tasks'],
    ['load-first', 'affinity running-tasks connection-class same-site running-tasks'],
    ['least-loaded', 'running-tasks connection-class'],
    ['most-free-slots', 'most-free-slots connection-class'],
    ['round-robin', 'least-recent connection-class'],
    ['random', 'shuffled connection-class'],
    ['two-choices', 'two-choices running-tasks connection-class'],
  ])('%s by count: %s', (name, keys) => {
    expect(words(SELECTIONS.get(name)!('count'))).toBe(keys);
  });

  test('and there are no others', () => {
    expect(SELECTIONS.size).toBe(7);
  });
});

import { expect, test } from 'vitest';
import { effortOf } from '../../../src/runs/what-if/effort.ts';
import { freeName } from '../../../src/runs/what-if/free-name.ts';
import { night } from '../../helpers/night.ts';
import { scenarioOf } from '../../helpers/run-scenario-text.ts';

test('what is tried first: the free, then settings, proxies, larger proxies, hardware, faster cores; one before all', () => {
  const inOrder = [
    'policy.order',
    'proxies.px1.slots',
    'proxies.*.slots',
    'proxies.px1.count',
    'proxies.px1.cores',
    'proxies.*.cores',
    'datastores.ds1.read',
    'datastores.*.read',
    'proxies.px1.speed',
    'proxies.*.speed',
  ];
  const efforts = inOrder.map(effortOf);
  expect(efforts[0]).toBe(0);
  expect(efforts).toEqual(efforts.toSorted((a, b) => a - b));
  expect(new Set(efforts).size).toBe(inOrder.length);
});

test('one more proxy is named after the first, with the lowest number that is free', () => {
  const { proxies } = scenarioOf(night({ proxies: '[{ name: px }, { name: px-2 }, { name: px-4 }]' }));
  expect(['px', 'other', 'px-2'].map((name) => freeName(proxies, name))).toEqual(['px-3', 'other', 'px-2-2']);
});

import { describe, expect, test } from 'vitest';
import { resourceLabels, withoutDomain } from '../../src/page/short-names.ts';

describe('names on charts', () => {
  test('go without the domain that all of them share', () => {
    expect(withoutDomain(['px1.corp.example.com', 'px2.corp.example.com'])).toEqual(['px1', 'px2']);
    expect(withoutDomain(['px1.north.example.com', 'px2.south.example.com'])).toEqual([
      'px1.north',
      'px2.south',
    ]);
  });

  test('are whole where nothing is shared, where there is one, and where nothing would be left', () => {
    expect(withoutDomain(['px1.corp', 'px2.corp', 'vbr'])).toEqual(['px1.corp', 'px2.corp', 'vbr']);
    expect(withoutDomain(['px1.corp'])).toEqual(['px1.corp']);
    expect(withoutDomain(['px1.corp', 'px1.corp'])).toEqual(['px1.corp', 'px1.corp']);
    expect(withoutDomain(['.corp', 'px1.corp'])).toEqual(['.corp', 'px1.corp']);
    expect(withoutDomain([])).toEqual([]);
  });

  test('of resources: the name, among others of its kind, and the part', () => {
    expect(
      resourceLabels([
        'proxies.px1.corp.slots',
        'proxies.px2.corp.slots',
        'proxies.px1.corp.cores',
        'datastores.ds.corp.read',
        'tasks.running',
      ]),
    ).toEqual(['px1 slots', 'px2 slots', 'px1 cores', 'ds.corp read', 'running']);
  });
});

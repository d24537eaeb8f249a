import { describe, expect, test } from 'vitest';
import { withoutDomain } from '../../../src/report/characters/without-domain.ts';
import { resourceLabels } from '../../../src/report/wording/resource-labels.ts';

describe('names on charts', () => {
  test('omit the domain that all of them share', () => {
    expect(withoutDomain(['px1.corp.example.com', 'px2.corp.example.com'])).toEqual(['px1', 'px2']);
    expect(withoutDomain(['px1.north.example.com', 'px2.south.example.com'])).toEqual([
      'px1.north',
      'px2.south',
    ]);
  });

  test('are whole if nothing is shared, if there is only one, and if nothing would be left', () => {
    expect(withoutDomain(['px1.corp', 'px2.corp', 'vbr'])).toEqual(['px1.corp', 'px2.corp', 'vbr']);
    expect(withoutDomain(['px1.corp'])).toEqual(['px1.corp']);
    expect(withoutDomain(['px1.corp', 'px1.corp'])).toEqual(['px1.corp', 'px1.corp']);
    expect(withoutDomain(['.corp', 'px1.corp'])).toEqual(['.corp', 'px1.corp']);
    expect(withoutDomain([])).toEqual([]);
  });

  test('of resources: the name, without a domain that its kind shares, and the part in words; for a single capacity its kind', () => {
    expect(
      resourceLabels([
        'proxies.px1.corp.slots',
        'proxies.px2.corp.slots',
        'proxies.px1.corp.outbound',
        'datastores.ds.corp.read',
        'hosts.esx1.managementNetwork',
        'links.hq-dr.2',
      ]),
    ).toEqual([
      'px1 slots',
      'px2 slots',
      'px1 network out',
      'ds.corp read',
      'esx1 management network',
      'link hq-dr.2',
    ]);
  });
});

import { expect, test } from 'vitest';
import { linkOf, resourceName } from '../../../src/model/paths/resource-name.ts';

test('the name of a resource is split at its table and its part; names of entries may have dots', () => {
  expect(resourceName('proxies.px.a.cores')).toEqual({ table: 'proxies', owner: 'px.a', part: 'cores' });
  expect(resourceName('links.hq-dr.back')).toEqual({
    table: 'links',
    owner: 'hq-dr.back',
    part: 'bandwidth',
  });
  expect(resourceName('fabrics.san.a')).toEqual({ table: 'fabrics', owner: 'san.a', part: 'bandwidth' });
});

test('the way back over a link is that link, unless a link has that very name', () => {
  const of = (...links: string[]) => linkOf('hq-dr.back', (name) => links.includes(name));
  expect(of('hq-dr')).toBe('hq-dr');
  expect(of('hq-dr', 'hq-dr.back')).toBe('hq-dr.back');
  expect(linkOf('hq.back-dr', () => false)).toBe('hq.back-dr');
});

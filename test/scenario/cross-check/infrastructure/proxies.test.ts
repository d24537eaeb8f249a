import { describe, expect, test } from 'vitest';
import { parsed, SMALL } from '../../parse-fixture.ts';

describe('task slots', () => {
  test.each([
    ['cores: 8', 8],
    ['cores: 8, default: true', 2],
    ['cores: 8, default: true, maxConcurrentTasks: 5', 5],
    ['cores: 256', 100],
    ['ram: 8 GB', 2],
  ])('of a proxy with %s', (fields, slots) => {
    expect(parsed(`${SMALL}proxies: [{ name: px1, ${fields} }]\n`).proxies[0]!.maxConcurrentTasks).toBe(
      slots,
    );
  });
});

test('the hint of modes without ports names others with the same modes that have them', () => {
  const hintOf = (others: string) => {
    try {
      parsed(`${SMALL}proxies: [{ name: px1, modes: [san] }${others}]\n`);
    } catch (error) {
      return /or give these modes only to (.*)\./.exec(String(error))?.[1];
    }
    return 'valid';
  };
  expect(hintOf('')).toBeUndefined();
  expect(hintOf(', { name: px2, modes: [san], storage: { protocols: [fc] } }')).toContain('px2');
  expect(hintOf(', { name: px2, modes: [nbd], storage: { protocols: [fc] } }')).toBeUndefined();
  expect(hintOf(', { name: px2, modes: [nbd] }')).toBeUndefined();
});

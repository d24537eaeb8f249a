import { describe, expect, test } from 'vitest';
import { type Random, stream } from '../../../src/engine/random/random.ts';

function draws(random: Random, count: number): number[] {
  return Array.from({ length: count }, () => random.next());
}

describe('stream', () => {
  test('numbers are pinned: another generator or another way to seed would change every result', () => {
    expect(draws(stream(7, 0, 'size', 'disk-1'), 3)).toMatchInlineSnapshot(`
      [
        0.39890306344791104,
        0.45273038563427614,
        0.45933016308847796,
      ]
    `);
  });

  test('the same four names give the same numbers, each other name gives others', () => {
    const first = draws(stream(7, 0, 'size', 'a'), 5);
    expect(draws(stream(7, 0, 'size', 'a'), 5)).toEqual(first);
    const others = [
      stream(8, 0, 'size', 'a'),
      stream('7', 0, 'size', 'a'),
      stream(7, 1, 'size', 'a'),
      stream(7, 0, 'speed', 'a'),
      stream(7, 0, 'size', 'b'),
      stream(7, 0, 'sizea', ''),
    ].map((each) => draws(each, 5));
    for (const other of others) expect(other).not.toEqual(first);
    expect(new Set(others.map(String)).size).toBe(others.length);
  });

  test('drawing from one stream does not move another', () => {
    const undisturbed = draws(stream(1, 0, 'p', 'a'), 10);
    const a = stream(1, 0, 'p', 'a');
    const b = stream(1, 0, 'p', 'b');
    const mixed = Array.from({ length: 10 }, () => {
      draws(b, 3);
      return a.next();
    });
    expect(mixed).toEqual(undisturbed);
  });

  test('the state is plain data, tells where a stream stands, and drawing moves it', () => {
    const one = stream(1, 0, 'p', 'a');
    const other = stream(1, 0, 'p', 'a');
    expect(JSON.stringify(one.state())).toBe(JSON.stringify(other.state()));
    one.next();
    expect(JSON.stringify(one.state())).not.toBe(JSON.stringify(other.state()));
    other.next();
    expect(JSON.stringify(one.state())).toBe(JSON.stringify(other.state()));
  });

  test('numbers have more than 32 random bits', () => {
    const fine = draws(stream(1, 0, 'p', 'a'), 100).filter((u) => (u * 2 ** 32) % 1 !== 0);
    expect(fine.length).toBeGreaterThan(90);
  });

  test('numbers are even over [0, 1), within a stream and over the first draws of many streams', () => {
    const within = draws(stream(3, 0, 'p', 'a'), 20_000);
    const across = Array.from({ length: 20_000 }, (_, i) => stream(3, 0, 'p', `entity-${i}`).next());
    for (const numbers of [within, across]) {
      numbers.sort((x, y) => x - y);
      const gap = Math.max(...numbers.map((u, i) => Math.max(u - i / 20_000, (i + 1) / 20_000 - u)));
      // Kolmogorov and Smirnov at 0.1 %: 1.95 / sqrt(20000).
      expect(gap).toBeLessThan(0.0138);
      expect(numbers[0]).toBeGreaterThanOrEqual(0);
      expect(numbers.at(-1)).toBeLessThan(1);
    }
  });

  test('below(n) gives each whole number from 0 to n - 1 equally often', () => {
    const random = stream(1, 0, 'dice', '');
    const counts = [0, 0, 0, 0, 0, 0];
    for (let i = 0; i < 60_000; i++) counts[random.below(6)]!++;
    const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(chiSquare).toBeLessThan(20.5); // 5 degrees of freedom, 0.1 %
    expect(random.below(1)).toBe(0);
    for (let i = 0; i < 1000; i++) expect(random.below(2 ** 53 - 1)).toBeLessThan(2 ** 53 - 1);
  });

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('below(%s) is refused', (n) => {
    expect(() => stream(1, 0, 'p', 'a').below(n)).toThrow(
      new RangeError(`below(n) needs a whole n >= 1, got ${n}`),
    );
  });
});

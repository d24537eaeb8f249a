import { describe, expect, test } from 'vitest';
import { Hash64, hashString } from '../../../src/engine/random/hash.ts';

function hashOf(...ints: number[]): string {
  const hash = new Hash64();
  for (const int of ints) hash.add(int);
  return hash.digest();
}

/** Bits in which two digests differ. */
function distance(x: string, y: string): number {
  let bits = 0;
  for (const half of [0, 1]) {
    let difference = Number.parseInt(x.split('-')[half]!, 16) ^ Number.parseInt(y.split('-')[half]!, 16);
    for (; difference !== 0; difference &= difference - 1) bits++;
  }
  return bits;
}

describe('Hash64', () => {
  test('digests are pinned: they stand in files and must never change unnoticed', () => {
    expect([
      hashOf(),
      hashOf(0),
      hashOf(1),
      hashOf(-1),
      hashOf(1, 2, 3),
      hashString(''),
    ]).toMatchInlineSnapshot(`
      [
        "1910fce3-e659b79e",
        "e34114b1-8d478ec2",
        "52c714ce-a58527f2",
        "e3e8ee7f-6a7754b7",
        "4ba8b47d-56f55287",
        "e34114b1-8d478ec2",
      ]
    `);
  });

  test('a digest is two times eight hex digits', () => {
    for (let i = 0; i < 1000; i++) expect(hashOf(i)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{8}$/);
  });

  test('order, number and sign of what is added count', () => {
    const different = [
      hashOf(1, 2),
      hashOf(2, 1),
      hashOf(1),
      hashOf(1, 0),
      hashOf(0, 1),
      hashOf(-1),
      hashOf(),
      hashOf(0),
    ];
    expect(new Set(different).size).toBe(different.length);
  });

  test('a digest may be read at any time and changes nothing', () => {
    const hash = new Hash64();
    hash.add(5);
    hash.digest();
    hash.add(6);
    expect(hash.digest()).toBe(hashOf(5, 6));
  });

  test('each of the 53 bits of a number, at each place, changes about half of the digest', () => {
    for (const place of [0, 1, 2]) {
      for (let bit = 0; bit < 53; bit++) {
        let changed = 0;
        for (let i = 0; i < 100; i++) {
          const ints = [i * 7919, i * 104729, i * 1299709];
          const before = hashOf(...ints);
          const value = BigInt(ints[place]!) ^ (1n << BigInt(bit));
          ints[place] = Number(value);
          changed += distance(before, hashOf(...ints));
        }
        // 100 x 64 fair coins: mean 32 each, standard deviation of the mean 0.4; 2.4 is 6 of them.
        expect(Math.abs(changed / 100 - 32)).toBeLessThan(2.4);
      }
    }
  });

  test('two hundred thousand similar sequences have different digests, also in either half alone nearly all', () => {
    const whole = new Set<string>();
    const halves = [new Set<string>(), new Set<string>()];
    for (let i = 0; i < 200_000; i++) {
      const digest = hashOf(i % 100, Math.floor(i / 100), 3);
      whole.add(digest);
      halves[0]!.add(digest.slice(0, 8));
      halves[1]!.add(digest.slice(9));
    }
    expect(whole.size).toBe(200_000);
    // Birthdays: n^2 / 2^33 = 4.7 collisions expected in 32 bits.
    for (const half of halves) expect(half.size).toBeGreaterThan(200_000 - 20);
  });

  test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('%s is refused', (number) => {
    expect(() => new Hash64().add(number)).toThrow(
      new RangeError(`a hash takes safe integers, got ${number}`),
    );
  });

  test('texts differ by their letters and by where they are cut', () => {
    const one = new Hash64();
    one.addText('a');
    one.addText('bc');
    const other = new Hash64();
    other.addText('ab');
    other.addText('c');
    expect(one.digest()).not.toBe(other.digest());
    expect(new Set(['', 'a', 'b', 'ab', 'ba', 'A', 'ä', '日本'].map(hashString)).size).toBe(8);
  });
});

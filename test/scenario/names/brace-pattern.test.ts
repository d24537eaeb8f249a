import { describe, expect, it } from 'vitest';
import { bracePattern, pairedIndex } from '../../../src/scenario/names/brace-pattern.ts';

function expanded(text: string): string[] | undefined {
  const pattern = bracePattern(text);
  return pattern && Array.from({ length: pattern.count }, (_, index) => pattern.nth(index));
}

describe('braces expand as in a shell', () => {
  it.each([
    ['esx{1..3}', ['esx1', 'esx2', 'esx3']],
    ['{008..010}', ['008', '009', '010']],
    ['{3..1}', ['3', '2', '1']],
    ['{1..7..3}', ['1', '4', '7']],
    ['{-1..1}', ['-1', '0', '1']],
    ['{a..c}', ['a', 'b', 'c']],
    ['{hq,dr}-esx{1..2}', ['hq-esx1', 'hq-esx2', 'dr-esx1', 'dr-esx2']],
    ['x{a,b{1..2}}', ['xa', 'xb1', 'xb2']],
    ['{,x}', ['', 'x']],
    ['{x}{1,2}', ['{x}1', '{x}2']],
  ])('%s', (text, names) => expect(expanded(text)).toEqual(names));

  it.each(['plain', '{x}', '{}', '{1..}', '{1,2', '}{'])('%s stays as it is', (text) =>
    expect(expanded(text)).toBeUndefined(),
  );

  it('the size of a huge pattern is known without expanding it', () => {
    expect(bracePattern('{1..999999999}{1..999999999}')?.count).toBe(999999999 * 999999999);
    expect(bracePattern('{1..99999999999999999999}')?.count).toBe(Infinity);
  });
});

describe('names pair up with those of their entry', () => {
  /** The name that belongs to each name of the entry. */
  const paired = (own: string, entry: string) => {
    const [field, name] = [bracePattern(own)!, bracePattern(entry)!];
    const index = pairedIndex(field, name);
    return index && Array.from({ length: name.count }, (_, at) => field.nth(index(at)));
  };

  it.each([
    ['as many, one by one', 'esx{1,2}', 'px{a,b}', ['esx1', 'esx2']],
    ['the first braces of the name', 'b{1..2}', 'b{1..2}-vm{1..3}', ['b1', 'b1', 'b1', 'b2', 'b2', 'b2']],
    ['the last ones', 'ds{x,y}', 'b{1..3}-{x,y}', ['dsx', 'dsy', 'dsx', 'dsy', 'dsx', 'dsy']],
    ['two of three', '{a,b}{0..1}', '{a,b}{c,d}{0..1}', ['a0', 'a1', 'a0', 'a1', 'b0', 'b1', 'b0', 'b1']],
  ])('%s: %s in %s', (_, own, entry, names) => expect(paired(own, entry)).toEqual(names));

  it.each([
    ['other braces', 'esx{0..1}', 'b{1..2}-vm{1..3}'],
    ['another order', '{1..3}-{1..2}', 'b{1..2}-vm{1..3}-x{1..5}'],
    ['braces that are not in the name', 'b{1..2}-{7..9}', 'b{1..2}-vm{1..3}-x{1..5}'],
  ])('not %s: %s in %s', (_, own, entry) => expect(paired(own, entry)).toBeUndefined());
});

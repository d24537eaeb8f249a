import { describe, expect, it } from 'vitest';
import { bracePattern } from '../../../src/scenario/names/brace-pattern.ts';

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

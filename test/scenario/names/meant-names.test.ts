import { expect, it } from 'vitest';
import { meantNames, unknownNameHint } from '../../../src/scenario/names/meant-names.ts';

it.each([
  ['app[01-60]', 'app{01..60}'],
  ['app[1:60]', 'app{1..60}'],
  ['app{01-60}', 'app{01..60}'],
  ['app{01...60}-x', 'app{01..60}-x'],
  ['esx1..4', 'esx{1..4}'],
  ['px[1,2]', 'px{1,2}'],
  ['[hq, dr]-px1', '{hq,dr}-px1'],
  ['app{01..60}', undefined],
  ['app{1,2}', undefined],
  ['srv-01-60', undefined],
  ['sql [old]', undefined],
  ['10.0.0.1', undefined],
])('%s looks as if it should be %s', (name, meant) => expect(meantNames(name)).toBe(meant));

it('an unknown name with a range is answered with braces, any other with the nearest name', () => {
  expect(unknownNameHint('px[1-2]', ['px1', 'px2'])).toBe(
    'Only braces stand for several names: write "px{1..2}".',
  );
  expect(unknownNameHint('px3', ['px1', 'px2'])).toBe("Did you mean 'px2'?");
});

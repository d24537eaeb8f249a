import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { yamlLine } from '../../../src/import/yaml/yaml-line.ts';

test.each([
  ['plain', 'plain'],
  ['22:00', '"22:00"'],
  ['no', '"no"'],
  ['two\nlines', '"two\\nlines"'],
  ['two\r\nlines, and more', '"two\\r\\nlines, and more"'],
  [{ name: 'two\nlines', cores: 4 }, '{ name: "two\\nlines", cores: 4 }'],
  [['a', 'b, c'], '[ a, "b, c" ]'],
])('%j is one line of YAML that means the same', (value, line) => {
  expect(yamlLine(value)).toBe(line);
  expect(parse(yamlLine(value))).toEqual(value);
});

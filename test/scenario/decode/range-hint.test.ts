import { expect, it } from 'vitest';
import { parse, SMALL } from '../parse-fixture.ts';

function hintOf(field: string, value: string): string | undefined {
  const fields = { count: '1', size: '1 GB', changeRate: '1%', [field]: value };
  const disks = Object.entries(fields).map(([name, one]) => `${name}: ${one}`);
  const population = `vms:\n  - { name: "a{1..3}", host: esx1, disks: { ${disks.join(', ')}, datastores: [ds1] } }\n`;
  const result = parse(SMALL.replace(/vms:\n.*\n/, population).replace('[vm1]', '["*"]'));
  if (result.ok) throw new Error('taken');
  expect(result.diagnostics).toHaveLength(1);
  return result.diagnostics[0]!.hint;
}

it.each([
  ['count', '1..2', '[1, 2]'],
  ['count', '"1-2"', '[1, 2]'],
  ['count', '[1, 2]', '[1, 2]'],
  ['size', '50..100 GB', '[50 GB, 100 GB]'],
  ['size', '0.5 TB - 1 TB', '[0.5 TB, 1 TB]'],
  ['size', '[50 GB, 100 GB]', '[50 GB, 100 GB]'],
  ['changeRate', '1%..5%', '[1%, 5%]'],
  ['changeRate', '1 to 5 %', '[1%, 5%]'],
])(
  'a range where a value may be drawn (%s: %s) is answered with the way to write it',
  (field, value, ends) => {
    expect(hintOf(field, value)).toBe(`Anything between two values is { uniform: ${ends} }.`);
  },
);

it.each([
  ['count', 'many'],
  ['size', '1..2..3 GB'],
  ['changeRate', 'a..b'],
  ['count', '[1, 2, 3]'],
])('any other value (%s: %s) is not', (field, value) => {
  expect(hintOf(field, value) ?? '').not.toContain('uniform: [');
});

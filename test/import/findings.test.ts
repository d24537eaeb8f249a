import { expect, test } from 'vitest';
import { collectFindings } from '../../src/import/findings.ts';

const KINDS = {
  'disk-left-out': { severity: 'warning', text: 'disks are left out' },
  'no-disks': { severity: 'info', text: 'the export lists no disks' },
} as const;

function messageOf(...found: readonly { row?: number; subject?: string }[]) {
  const findings = collectFindings(KINDS);
  for (const finding of found) findings.add('disk-left-out', { sheet: 'vDisk', ...finding });
  return findings.diagnostics()[0]?.message;
}

test('findings of one kind are one message, which lists the first five with their rows and names', () => {
  const six = [2, 3, 4, 5, 6, 7].map((row) => ({ row, subject: `vm${row}` }));
  expect(messageOf(...six)).toBe(
    'disks are left out: 6 (vDisk row 2 (vm2), row 3 (vm3), row 4 (vm4), row 5 (vm5), row 6 (vm6) and 1 more)',
  );
});

test('a row without a name is its number alone', () => {
  expect(messageOf({ row: 2 }, { row: 3, subject: '' })).toBe('disks are left out: 2 (vDisk row 2, row 3)');
});

test('messages come in the order of their kinds, and one that is about the whole export names nothing', () => {
  const findings = collectFindings(KINDS);
  findings.add('no-disks');
  findings.add('disk-left-out', { subject: 'a\nb' });
  expect(findings.diagnostics()).toEqual([
    { code: 'disk-left-out', severity: 'warning', message: 'disks are left out: 1 (a b)', rows: [] },
    { code: 'no-disks', severity: 'info', message: 'the export lists no disks', rows: [] },
  ]);
});

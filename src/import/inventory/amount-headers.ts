import { GIB, MIB } from '../binary-unit.ts';
import { MOST_MEBIBYTES, within } from '../possible-figures.ts';
import { reportBytes } from '../tables/report-amount.ts';
import type { SheetRow } from '../tables/sheet.ts';

/** Bytes of one, as scripts count: they divide by PowerShell's `1GB`. */
const UNITS = { B: 1, KB: 1024, MB: MIB, GB: GIB, TB: 1024 * GIB } as const;

export type AmountColumn<Name extends string> = `${Name}${keyof typeof UNITS}`;

/**
 * The headers of an amount, a column for each unit: `File size`, `FileSizeGB`, `File size (GB)`, `File size [GiB]`.
 * Without a unit, bytes.
 */
export function amountHeaders<Name extends string>(
  name: Name,
  words: readonly string[],
): Record<AmountColumn<Name>, readonly string[]> {
  const headers: Partial<Record<AmountColumn<Name>, readonly string[]>> = {};
  for (const unit of Object.keys(UNITS) as (keyof typeof UNITS)[]) {
    const spelled = unit === 'B' ? ['B', 'Bytes'] : [unit, unit.replace('B', 'iB')];
    const bare = words.flatMap((word) => [word, word.replaceAll(' ', '')]);
    headers[`${name}${unit}`] = [
      ...bare.flatMap((word) =>
        spelled.flatMap((u) => [
          `${word} ${u}`,
          `${word}${u}`,
          `${word} (${u})`,
          `${word}(${u})`,
          `${word} [${u}]`,
          `${word}_${u}`,
        ]),
      ),
      ...(unit === 'B' ? bare : []),
    ];
  }
  return headers as Record<AmountColumn<Name>, readonly string[]>;
}

/** The amount of a row in MiB, from whichever column has it; undefined where none does, or one that cannot be. */
export function amountOf<Name extends string>(
  row: Pick<SheetRow<NoInfer<AmountColumn<Name>>>, 'cell' | 'decimal'>,
  name: Name,
): number | undefined {
  for (const [unit, bytes] of Object.entries(UNITS)) {
    const column = `${name}${unit as keyof typeof UNITS}` as const;
    const amount = reportBytes(row.cell(column), row.decimal(column), bytes);
    if (amount !== undefined) return amount === 0 ? 0 : within(amount / MIB, MOST_MEBIBYTES);
  }
  return undefined;
}

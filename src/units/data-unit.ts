import { type Quantity, read, refuse, shown } from './quantity-problem.ts';

/** The size of a unit of data. */
export interface DataUnit {
  readonly bits: bigint;
}

const DECIMAL_FACTOR: ReadonlyMap<string, bigint> = new Map([
  ['', 1n],
  ['k', 1000n],
  ['K', 1000n],
  ['M', 1000_000n],
  ['G', 1000_000_000n],
  ['T', 1000_000_000_000n],
  ['P', 1000_000_000_000_000n],
]);

const BINARY_FACTOR: ReadonlyMap<string, bigint> = new Map([
  ['Ki', 1024n],
  ['Mi', 1048_576n],
  ['Gi', 1073_741_824n],
  ['Ti', 1099_511_627_776n],
  ['Pi', 1125_899_906_842_624n],
]);

/** `GB` (decimal bytes), `GiB` (binary bytes), `Gbit`, `Gibit`. `Gb` is refused: some mean bits by it, others bytes. */
export function dataUnit(unit: string): Quantity<DataUnit> {
  const match = /^([kKMGTP]?i?)(B|bit)$/.exec(unit);
  const factor = match === null ? undefined : (DECIMAL_FACTOR.get(match[1]!) ?? BINARY_FACTOR.get(match[1]!));
  if (match !== null && factor !== undefined) {
    return read({ bits: match[2] === 'B' ? factor * 8n : factor });
  }
  const loose = /^([kmgtp]?)(i?)(b|bits?|bytes?|o|octets?)$/i.exec(shortened(unit));
  if (loose === null)
    return refuse(
      'unknown-unit',
      `${shown(unit)} is not a unit of data.`,
      'Write for example MB, GiB or Mbit.',
    );
  const prefix = loose[1]!.toLowerCase() === 'k' ? 'k' : loose[1]!.toUpperCase();
  const binary = loose[2] !== '' && prefix !== '' ? `${prefix.toUpperCase()}i` : prefix;
  const word = loose[3]!.toLowerCase();
  if (word === 'b' && loose[3] === 'b') {
    return refuse(
      'ambiguous-unit',
      `${shown(unit)} may mean bits or bytes.`,
      `Write ${binary}B for bytes or ${binary}bit for bits.`,
    );
  }
  const suggestion = `${binary}${word.startsWith('bit') ? 'bit' : 'B'}`;
  return refuse('unknown-unit', `${shown(unit)} is not a unit of data.`, `Did you mean '${suggestion}'?`);
}

/** `gigabytes` as `gbytes`, `G` and `Gi` as `GB` and `GiB`: only to see what was meant. */
function shortened(unit: string): string {
  const short = unit.replace(
    /^(k)ilo|^(m)ega|^(g)iga|^(t)era|^(p)eta/i,
    (_, ...parts) => parts.slice(0, 5).find((part) => part !== undefined) as string,
  );
  return /^[kmgtp]i?$/i.test(short) ? `${short}B` : short;
}

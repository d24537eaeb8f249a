import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { EXIT } from '../../src/cli/exit-code.ts';
import { groupedBy } from '../../src/collections/grouped-by.ts';
import { INSIDES, leaks } from './insides.ts';
import { memoryIo } from './memory-io.ts';
import { said } from './said.ts';

const SCENARIOS = join(import.meta.dirname, '../../scenarios');

/** A value somewhere in a document: `holder[key]`. */
interface Place {
  readonly holder: Record<string, unknown>;
  readonly key: string;
  /** Of an entry of a list, the name of the list. */
  readonly name: string;
}

function placesIn(value: unknown, list = ''): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => {
    const name = Array.isArray(value) ? list : key;
    return [{ holder, key, name }, ...placesIn(holder[key], name)];
  });
}

const documents = readdirSync(SCENARIOS, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .sort()
  .map((file): unknown => parse(readFileSync(join(SCENARIOS, file), 'utf8')));

/** All that the scenarios that ship say under a name. */
const saidUnder = groupedBy(
  documents.flatMap((document) => placesIn(document)),
  ({ name }) => name,
);

/** What somebody might write where something else is asked for. */
const ODD: readonly unknown[] = [
  ...[0, 1, -1, 0.5, 1e9, true, false, '', [], {}, '*', ['*'], 'x', ['nobody'], 'a{1..3}', [1, 2]],
  ...[
    '0s',
    '1us',
    '1s',
    '1h',
    '400d',
    '0 GB',
    '1 B',
    '100 GB',
    '1000 PB',
    '0 MB/s',
    '1 B/s',
    '100 GB/s',
    '10 Gbit/s',
  ],
  ...[
    '0%',
    '100%',
    '101%',
    '00:00',
    '24:00',
    '22:00-22:00',
    '00:00-24:00',
    '2026-01-05T22:00',
    '2025-03-30T02:30',
  ],
];

/** A slip of the pen. */
interface Slip {
  /** A share of all places: 0 is the first. */
  readonly where: number;
  readonly what: 'leave out' | 'double' | 'odd' | 'as elsewhere';
  readonly which: number;
}

const slip: fc.Arbitrary<Slip> = fc.record({
  where: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  what: fc.constantFrom('leave out', 'double', 'odd', 'as elsewhere', 'as elsewhere', 'as elsewhere'),
  which: fc.nat(10_000),
});

const spoilt = fc.record({
  which: fc.nat(documents.length - 1),
  slips: fc.array(slip, { minLength: 1, maxLength: 3 }),
});

function spoil(document: unknown, { where, what, which }: Slip): void {
  const places = placesIn(document);
  const place = places[Math.floor(where * places.length)];
  if (place === undefined) return;
  const { holder, key, name } = place;
  if (what === 'leave out') {
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else delete holder[key];
  } else if (what === 'double' && Array.isArray(holder)) holder.push(structuredClone(holder[Number(key)]));
  else {
    const values = what === 'odd' ? ODD : saidUnder.get(name)!.map((place) => place.holder[place.key]);
    holder[key] = structuredClone(values[which % values.length]);
  }
}

test('any file runs if validate accepts it, and is otherwise refused by both with a message', async () => {
  let valid = 0;
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(spoilt, async ({ which, slips }) => {
      const document = structuredClone(documents[which]);
      for (const one of slips) spoil(document, one);
      const io = memoryIo({ files: { 'night.yaml': stringify(document) } });
      const validated = await said(io, ['validate', 'night.yaml']);
      const ran = await said(io, [
        'run',
        'night.yaml',
        '-o',
        'out',
        '--charts',
        'none',
        '--analysis',
        'none',
      ]);
      expect([EXIT.fine, EXIT.badInput]).toContain(validated.code);
      if (validated.code === EXIT.fine) expect([EXIT.fine, EXIT.missed]).toContain(ran.code);
      else expect(ran.code).toBe(EXIT.badInput);
      expect(`${io.out()}${io.err()}`).not.toMatch(INSIDES);
      expect(leaks(io)).toEqual([]);
      if (validated.code === EXIT.fine) valid++;
      else refused++;
    }),
    { numRuns: 60 },
  );
  expect(valid).toBeGreaterThan(15);
  expect(refused).toBeGreaterThan(15);
});

import type * as z from 'zod';
import { firstOf } from '../../units/cut-list.ts';
import { shown } from '../../units/quantity-problem.ts';
import { ENTRY_SECTIONS, VALUE_SECTIONS } from '../format.ts';
import { keysAt } from './shape.ts';

/** Most places that a hint names. */
const NAMED = 3;

/** A map of the scenario: what the format says of the entry or section that it is in, and the way from there to the map. */
interface MapPlace {
  readonly schema: z.ZodType;
  readonly path: readonly PropertyKey[];
}

/** Where a key belongs that the format has above or below the map in which it stands; undefined for any other key. */
export function otherLevelHint(key: string, place: MapPlace): string | undefined {
  return higherHint(key, place) ?? lowerHint(lowerPlaces(key, place)) ?? sectionHint(key);
}

/** The same for a key that stands where sections do. */
export function belowSectionsHint(key: string): string | undefined {
  const sections = { ...VALUE_SECTIONS, ...ENTRY_SECTIONS };
  const names = Object.entries(sections).flatMap(([name, schema]) =>
    keysAt(schema, []).includes(key) ? [name] : [],
  );
  return lowerHint(names.map((name) => ({ name, isList: Object.hasOwn(ENTRY_SECTIONS, name) })));
}

function higherHint(key: string, { schema, path }: MapPlace): string | undefined {
  for (let depth = path.length - 1; depth >= 0; depth--) {
    const beside = path[depth]!;
    if (typeof beside === 'string' && keysAt(schema, path.slice(0, depth)).includes(key))
      return `It belongs one level up: write it beside ${shown(beside)}.`;
  }
  return undefined;
}

interface LowerPlace {
  readonly name: string;
  /** Whether the key belongs in the entries of a list. */
  readonly isList: boolean;
}

function lowerPlaces(key: string, { schema, path }: MapPlace): readonly LowerPlace[] {
  return keysAt(schema, path).flatMap((name): LowerPlace[] => {
    if (keysAt(schema, [...path, name]).includes(key)) return [{ name, isList: false }];
    return keysAt(schema, [...path, name, 0]).includes(key) ? [{ name, isList: true }] : [];
  });
}

function lowerHint(places: readonly LowerPlace[]): string | undefined {
  if (places.length === 0) return undefined;
  const names = firstOf(
    places.map(({ name }) => name),
    NAMED,
    shown,
  );
  const inside = places.every(({ isList }) => isList) ? 'in the entries of' : 'in';
  const where = `${inside} ${places.length === 1 ? '' : 'one of '}${names}`;
  return `It belongs one level down: write it ${where}.`;
}

function sectionHint(key: string): string | undefined {
  return Object.hasOwn(VALUE_SECTIONS, key)
    ? `It is a section of its own: write '${key}:' at the beginning of a line.`
    : undefined;
}

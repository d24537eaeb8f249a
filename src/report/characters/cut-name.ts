import { printable } from './printable.ts';
import { columnsOf } from './wide-characters.ts';

/**
 * The end of a name may be what distinguishes it. When a name is cut in the middle, this share of the remaining room
 * goes to its beginning.
 */
const HEAD_SHARE = 0.6;
/**
 * The share of the room that goes to a common prefix, and how many characters before the first difference are kept.
 */
const SHARED_HEAD = 1 / 3;
const BEFORE_DIFFERENCE = 4;

/**
 * A name shortened to `most` terminal columns, of which wide characters take two. The result contains no marks that
 * change the direction of text.
 */
export function cutName(name: string, most = 24): string {
  return withoutEnd(columnsOf(printable(name)), most);
}

/** A path cut in the middle, because its beginning and its end both matter. */
export function cutPath(path: string, most: number): string {
  return withoutMiddle(columnsOf(printable(path)), most);
}

/**
 * Names for a column of a table, in the order given. They are cut at the end, or, if that would make several names
 * equal, in such a way that the part in which they differ remains.
 */
export function cutNames(names: readonly string[], most: number): string[] {
  const whole = names.map((name) => columnsOf(printable(name)));
  const long = whole.filter(({ length }) => length > most);
  if (long.length === 0) return whole.map((characters) => characters.join(''));
  const cut = whole.map((characters) => withoutEnd(characters, most));
  if (new Set(cut).size === new Set(names).size) return cut;
  const shared = sharedBeginning(long);
  return whole.map((characters) => withoutMiddle(characters, most, characters.length > most ? shared : 0));
}

function withoutEnd(characters: readonly string[], most: number): string {
  return characters.length <= most ? characters.join('') : `${beginning(characters, most - 1)}…`;
}

/** The longest beginning that fits. It never splits a wide character, whose second column is an empty string. */
function beginning(characters: readonly string[], most: number): string {
  const isWhole = characters[most] !== '';
  return characters.slice(0, isWhole ? most : most - 1).join('');
}

function withoutMiddle(characters: readonly string[], most: number, shared = 0): string {
  if (characters.length <= most) return characters.join('');
  const rest = characters.slice(Math.max(0, shared - BEFORE_DIFFERENCE));
  const head = Math.max(Math.floor(most * SHARED_HEAD), most - 1 - rest.length);
  if (characters.length - rest.length > head) {
    return `${beginning(characters, head)}…${withoutMiddle(rest, most - head - 1)}`;
  }
  const before = Math.ceil((most - 1) * HEAD_SHARE);
  const after = characters.length - (most - 1 - before);
  return `${beginning(characters, before)}…${characters.slice(after).join('')}`;
}

/** Length of the longest common prefix of all names. */
function sharedBeginning(names: readonly (readonly string[])[]): number {
  const [first = []] = names;
  let shared = first.length;
  for (const name of names) {
    const differs = name.findIndex((character, i) => character !== first[i]);
    if (differs >= 0) shared = Math.min(shared, differs);
    shared = Math.min(shared, name.length);
  }
  return shared;
}

import { printable } from '../printable.ts';

/** A name as it may stand in a picture: nothing in it turns the direction of text, and it is not longer than `most`. */
export function cutName(name: string, most = 24): string {
  const characters = Array.from(printable(name));
  return characters.length <= most ? characters.join('') : `${characters.slice(0, most - 1).join('')}…`;
}

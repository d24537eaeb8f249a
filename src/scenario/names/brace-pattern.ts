import { LIMITS } from '../limits.ts';

/**
 * A name with shell braces: `px{1..8}`, `vm{001..200}`, `{hq,dr}-esx{1..2}`. The number of names is known before any
 * of them is made, so that a huge range can be refused.
 */
export interface BracePattern extends Names {
  /** Its outermost braces, in order. */
  readonly braces: readonly Brace[];
}

interface Names {
  /** May be Infinity. */
  readonly count: number;
  /** The name at an index below `count`; the last brace turns fastest, as in a shell. */
  nth(index: number): string;
}

interface Brace extends Names {
  /** What stands between the braces: `1..8`. */
  readonly text: string;
}

const RANGE = /^(-?\d+)\.\.(-?\d+)(?:\.\.(-?\d+))?$/;
const LETTERS = /^([a-zA-Z])\.\.([a-zA-Z])$/;

/** Undefined for a text without braces to expand; fast, because most texts have none. */
export function bracePattern(text: string, depth = 0): BracePattern | undefined {
  if (!text.includes('{') || depth > LIMITS.braceDepth || text.length > LIMITS.patternLength)
    return undefined;
  const parts: (string | Brace)[] = [];
  let literal = '';
  let position = 0;
  while (position < text.length) {
    const close = text[position] === '{' ? matchingBrace(text, position) : -1;
    const inside = text.slice(position + 1, close);
    const group = close < 0 ? undefined : braceGroup(inside, depth);
    if (group === undefined) {
      literal += text[position];
      position += 1;
    } else {
      parts.push(literal, { ...group, text: inside });
      literal = '';
      position = close + 1;
    }
  }
  return parts.length === 0 ? undefined : product([...parts, literal]);
}

function matchingBrace(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i += 1) {
    if (text[i] === '{') depth += 1;
    if (text[i] === '}') depth -= 1;
    if (depth === 0) return i;
  }
  return -1;
}

/** The names that stand between two braces; undefined if a shell would not expand it (`{x}`). */
function braceGroup(inside: string, depth: number): Names | undefined {
  const range = RANGE.exec(inside);
  if (range !== null) return numberRange(range[1]!, range[2]!, range[3]);
  const letters = LETTERS.exec(inside);
  if (letters !== null) return letterRange(letters[1]!.charCodeAt(0), letters[2]!.charCodeAt(0));
  const choices = splitChoices(inside);
  if (choices.length < 2) return undefined;
  return union(choices.map((choice) => bracePattern(choice, depth + 1) ?? single(choice)));
}

function splitChoices(inside: string): string[] {
  const choices: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < inside.length; i += 1) {
    if (inside[i] === '{') depth += 1;
    if (inside[i] === '}') depth -= 1;
    if (inside[i] === ',' && depth === 0) {
      choices.push(inside.slice(start, i));
      start = i + 1;
    }
  }
  return [...choices, inside.slice(start)];
}

function numberRange(first: string, last: string, step: string | undefined): Names {
  const [from, to] = [Number(first), Number(last)];
  const by = Math.max(1, Math.abs(Number(step ?? '1')));
  // As in a shell: a leading zero asks for equal width.
  const padded = /^-?0\d/.test(first) || /^-?0\d/.test(last);
  const width = padded ? Math.max(first.length, last.length) : 0;
  const direction = from <= to ? by : -by;
  const count = Math.floor(Math.abs(to - from) / by) + 1;
  return {
    count: Number.isSafeInteger(from) && Number.isSafeInteger(to) ? count : Number.POSITIVE_INFINITY,
    nth: (index) => zeroPadded(from + index * direction, width),
  };
}

function zeroPadded(value: number, width: number): string {
  return value < 0 ? `-${`${-value}`.padStart(width - 1, '0')}` : `${value}`.padStart(width, '0');
}

function letterRange(from: number, to: number): Names {
  const direction = from <= to ? 1 : -1;
  return { count: Math.abs(to - from) + 1, nth: (index) => String.fromCharCode(from + index * direction) };
}

function single(text: string): Names {
  return { count: 1, nth: () => text };
}

function union(choices: readonly Names[]): Names {
  return {
    count: choices.reduce((sum, { count }) => sum + count, 0),
    nth: (index) => {
      let rest = index;
      for (const choice of choices) {
        if (rest < choice.count) return choice.nth(rest);
        rest -= choice.count;
      }
      return '';
    },
  };
}

function product(parts: readonly (string | Brace)[]): BracePattern {
  const count = parts.reduce((all, part) => (typeof part === 'string' ? all : all * part.count), 1);
  return {
    count,
    braces: parts.filter((part) => typeof part !== 'string'),
    nth: (index) => {
      let rest = index;
      let name = '';
      for (const part of [...parts].reverse()) {
        if (typeof part === 'string') name = part + name;
        else {
          name = part.nth(rest % part.count) + name;
          rest = Math.floor(rest / part.count);
        }
      }
      return name;
    },
  };
}

/**
 * How names pair up with those of an entry: the index among `own` for an index among `entry`. Equally many pair up one
 * by one. Fewer do if their braces all stand in the entry's name, too, in the same order: of `b{1..3}-vm{1..5}`, each
 * `b{1..3}` belongs to five. Undefined: they do not pair up.
 */
export function pairedIndex(own: BracePattern, entry: BracePattern): ((index: number) => number) | undefined {
  if (own.count === entry.count) return (index) => index;
  /** For each of its own braces, how many names of the entry pass before that brace turns. */
  const spans: number[] = [];
  let left = entry.count;
  for (const brace of entry.braces) {
    left /= brace.count;
    if (own.braces[spans.length]?.text === brace.text) spans.push(left);
  }
  if (spans.length < own.braces.length) return undefined;
  return (index) =>
    own.braces.reduce(
      (sum, { count }, position) => sum * count + (Math.floor(index / spans[position]!) % count),
      0,
    );
}

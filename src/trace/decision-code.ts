import { ByteReader, ByteWriter } from './bytes.ts';
import {
  DECISION_KINDS,
  type Decision,
  type DecisionKind,
  type DecisionLog,
  HAS_PLACE,
  type Place,
  SUBJECT_KINDS,
  SUBJECT_OF,
  SUBJECT_WORDS,
  type Subject,
  type SubjectKind,
} from './decision-log.ts';

/**
 * Kinds of subjects that each log has a table for, if only an empty one. Moves came later, and older logs are still read: their
 * table is the last, if there are any.
 */
const ALWAYS = SUBJECT_KINDS.filter((kind) => kind !== 'move');

/**
 * Encodes a log as bytes, column by column, so that it compresses well: first the names, then subjects and places as numbers
 * of names, then the columns of the decisions: kind, microseconds since the previous decision, subject, place. A subject is
 * written as its distance from the successor of the previous subject of that kind.
 */
export function encodeDecisions({ fingerprint, total, decisions }: DecisionLog): Uint8Array {
  const names = new Numbering();
  const subjects = new Map<SubjectKind, Numbering>(SUBJECT_KINDS.map((kind) => [kind, new Numbering()]));
  const places = new Numbering();
  const rows = decisions.map(({ kind, atUs, subject, place }) => ({
    kind,
    atUs,
    subject: subjects.get(subject.of)!.of(words(subject.words, names)),
    place: place === null ? -1 : places.of(words(place, names)),
  }));
  const bytes = new ByteWriter();
  bytes.text(fingerprint);
  bytes.whole(total);
  bytes.whole(names.keys.length);
  for (const name of names.keys) bytes.text(name);
  for (const kind of ALWAYS) table(bytes, subjects.get(kind)!, SUBJECT_WORDS[kind].length);
  table(bytes, places, PLACE_WORDS);
  bytes.whole(rows.length);
  for (const { kind } of rows) bytes.whole(DECISION_KINDS.indexOf(kind));
  let before = 0;
  for (const { atUs } of rows) {
    bytes.whole(atUs - before);
    before = atUs;
  }
  const next = new Map<DecisionKind, number>();
  for (const { kind, subject } of rows) {
    bytes.signed(subject - (next.get(kind) ?? 0));
    next.set(kind, subject + 1);
  }
  for (const { place } of rows) if (place >= 0) bytes.whole(place);
  const moves = subjects.get('move')!;
  if (moves.keys.length > 0) table(bytes, moves, SUBJECT_WORDS.move.length);
  return bytes.bytes();
}

/** Undefined if the bytes are not a valid log: truncated, changed, or something else. Never throws. */
export function decodeDecisions(source: Uint8Array): DecisionLog | undefined {
  const bytes = new ByteReader(source);
  const fingerprint = bytes.text();
  const total = bytes.whole();
  const names = list(bytes.count(), () => bytes.text());
  const subjects = new Map<SubjectKind, readonly (readonly string[])[]>();
  for (const kind of ALWAYS) subjects.set(kind, rowsOf(bytes, SUBJECT_WORDS[kind].length, names));
  const places = rowsOf(bytes, PLACE_WORDS, names) as readonly unknown[] as readonly Place[];
  const kinds = list(bytes.count(), () => DECISION_KINDS[bytes.whole()]);
  const steps = kinds.map(() => bytes.whole());
  const distances = kinds.map(() => bytes.signed());
  const chosen = kinds.map((kind) => (kind !== undefined && HAS_PLACE.has(kind) ? bytes.whole() : -1));
  if (!bytes.isAtEnd) {
    const moves = rowsOf(bytes, SUBJECT_WORDS.move.length, names);
    if (moves.length === 0) return undefined;
    subjects.set('move', moves);
  }
  if (!bytes.isAtEnd || kinds.length > total) return undefined;
  const next = new Map<DecisionKind, number>();
  const made = new Map<readonly string[], Subject>();
  const decisions: Decision[] = [];
  let atUs = 0;
  for (const [row, kind] of kinds.entries()) {
    if (kind === undefined) return undefined;
    const of = SUBJECT_OF[kind];
    const number = (next.get(kind) ?? 0) + distances[row]!;
    next.set(kind, number + 1);
    atUs += steps[row]!;
    const own = subjects.get(of)?.[number];
    const place = chosen[row]! < 0 ? null : places[chosen[row]!];
    if (own === undefined || place === undefined || !Number.isSafeInteger(atUs)) return undefined;
    const subject = made.get(own) ?? { of, words: own };
    made.set(own, subject);
    decisions.push({ kind, atUs, subject, place });
  }
  return { fingerprint, total, decisions };
}

const PLACE_WORDS = 5;

/** Numbers keys in order of first use. */
class Numbering {
  readonly keys: string[] = [];
  readonly #numbers = new Map<string, number>();

  of(key: string): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.keys.length);
    this.keys.push(key);
    return this.keys.length - 1;
  }
}

function words(own: readonly string[], names: Numbering): string {
  return own.map((word) => names.of(word)).join(' ');
}

/** Writes rows of numbers of names by column, as differences, because neighbours in a column are mostly equal or one apart. */
function table(bytes: ByteWriter, { keys }: Numbering, width: number): void {
  const rows = keys.map((key) => key.split(' ').map(Number));
  bytes.whole(rows.length);
  for (let column = 0; column < width; column++) {
    let before = 0;
    for (const row of rows) {
      bytes.signed(row[column]! - before);
      before = row[column]!;
    }
  }
}

function rowsOf(bytes: ByteReader, width: number, names: readonly string[]): readonly (readonly string[])[] {
  const rows = list(width === 0 ? Math.min(bytes.whole(), 1) : bytes.count(), (): string[] => []);
  for (let column = 0; column < width; column++) {
    let number = 0;
    for (const row of rows) {
      number += bytes.signed();
      const name = names[number];
      if (name === undefined) bytes.fail();
      row.push(name ?? '');
    }
  }
  return rows;
}

function list<T>(length: number, make: () => T): T[] {
  return Array.from({ length }, make);
}

import type { Span } from '../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../diagnostics/suggest.ts';
import { shown } from '../../units/quantity-problem.ts';
import type { Findings } from '../findings.ts';
import { isGlob } from '../names/glob.ts';
import type { Origin } from '../origin.ts';
import { child, type Located } from '../tree/located.ts';

/** An entry whose shape is right, and where it stands. */
export interface Declared<T> {
  readonly name: string;
  readonly value: T;
  readonly node: Located;
  readonly origin: Origin;
}

/** The entries of one section by name: answers references, and says what is wrong with them. */
export class NameTable<T> {
  /** Entries whose shape is right, in order of declaration. */
  readonly entries: readonly Declared<T>[];
  /** 'host', 'proxy': what a message calls one. */
  readonly #kind: string;
  readonly #byName = new Map<string, Declared<T>>();
  /** Every name that was declared, also of entries that are wrong: referring to one is no second mistake. */
  readonly #names: ReadonlySet<string>;

  constructor(kind: string, entries: readonly Declared<T>[], names: ReadonlySet<string>) {
    this.entries = entries;
    this.#kind = kind;
    this.#names = names;
    for (const entry of entries) if (!this.#byName.has(entry.name)) this.#byName.set(entry.name, entry);
  }

  /** Whether anything has this name: declared, declared wrongly, or there without being declared. */
  has(name: string): boolean {
    return this.#names.has(name);
  }

  /** Whether an entry of this section says this name, rightly or wrongly. */
  isDeclared(name: string): boolean {
    return this.#byName.has(name);
  }

  get(name: string): Declared<T> | undefined {
    return this.#byName.get(name);
  }

  get names(): readonly string[] {
    return [...this.#byName.keys()];
  }

  /** The same with names of things that are there without being declared. */
  withNames(names: readonly string[]): NameTable<T> {
    return names.length === 0
      ? this
      : new NameTable(this.#kind, this.entries, new Set([...this.#names, ...names]));
  }

  /** Reports a name that nothing has. True where it was declared, if only wrongly. */
  check(name: string, span: Span, path: string, findings: Findings): boolean {
    if (this.#names.has(name)) return true;
    return this.#reportUnknown(`${shown(name)} is not a ${this.#kind}.`, name, { span, path }, findings);
  }

  /** Checks a field that holds one name or a list of them. */
  checkField(field: Located, path: string, findings: Findings): void {
    for (const { name, span } of namesIn(field)) {
      if (!isGlob(name) || this.#names.has(name)) this.check(name, span, path, findings);
      else {
        // In a list it has been put in the place of all that it fits.
        const message =
          field.kind === 'list'
            ? `No ${this.#kind} is named like ${shown(name)}.`
            : `One ${this.#kind} is meant here, not all that are named like ${shown(name)}.`;
        this.#reportUnknown(message, name, { span, path }, findings);
      }
    }
  }

  #reportUnknown(
    message: string,
    name: string,
    place: { span: Span; path: string },
    findings: Findings,
  ): false {
    const hint = this.#names.size === 0 ? `There are none.` : didYouMean(name, [...this.#names]);
    findings.report('unknown-reference', message, { ...place, hint });
    return false;
  }
}

/** The names of a field and their places: one scalar, or a list of scalars. */
export function namesIn(node: Located | undefined): { name: string; span: Span }[] {
  if (node === undefined) return [];
  if (node.kind === 'scalar') return [{ name: node.text, span: node.span }];
  return node.kind === 'list'
    ? node.items.flatMap((item) => (item.kind === 'scalar' ? namesIn(item) : []))
    : [];
}

/** The place of a field of an entry, or of the entry where the field is not said. */
export function spanOf(owner: Declared<unknown>, ...keys: (string | number)[]): Span {
  let node: Located = owner.node;
  for (const key of keys) {
    const next = child(node, key);
    if (next === undefined) return owner.origin.span;
    node = next;
  }
  return node.span;
}

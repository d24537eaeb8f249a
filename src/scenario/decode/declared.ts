import type { Span } from '../../diagnostics/diagnostic.ts';
import { shown } from '../../units/quantity-problem.ts';
import type { Findings } from '../findings.ts';
import { isGlob } from '../names/glob.ts';
import { unknownNameHint } from '../names/meant-names.ts';
import type { Origin } from '../origin.ts';
import { child, type Located } from '../tree/located.ts';

/** An entry with the right shape, and where it is declared. */
export interface Declared<T> {
  readonly name: string;
  readonly value: T;
  readonly node: Located;
  readonly origin: Origin;
}

/** The entries of one section by name. Checks references to them. */
export class NameTable<T> {
  /** Entries with the right shape, in order of declaration. */
  readonly entries: readonly Declared<T>[];
  /** What messages call an entry: 'host', 'proxy'. */
  readonly #kind: string;
  readonly #byName = new Map<string, Declared<T>>();
  /** Every declared name, including names of invalid entries: a reference to one of these is not reported as well. */
  readonly #names: ReadonlySet<string>;

  constructor(kind: string, entries: readonly Declared<T>[], names: ReadonlySet<string>) {
    this.entries = entries;
    this.#kind = kind;
    this.#names = names;
    for (const entry of entries) if (!this.#byName.has(entry.name)) this.#byName.set(entry.name, entry);
  }

  /** Every name: of entries, valid or not, and of what exists without being declared. */
  get names(): readonly string[] {
    return [...this.#names];
  }

  /** Whether anything has this name: a declared entry, valid or not, or something that exists without being declared. */
  has(name: string): boolean {
    return this.#names.has(name);
  }

  /** Whether an entry of this section with the right shape has this name. */
  isDeclared(name: string): boolean {
    return this.#byName.has(name);
  }

  get(name: string): Declared<T> | undefined {
    return this.#byName.get(name);
  }

  /** A table that also knows names of things that exist without being declared. */
  withNames(names: readonly string[]): NameTable<T> {
    return names.length === 0
      ? this
      : new NameTable(this.#kind, this.entries, new Set([...this.#names, ...names]));
  }

  /** Returns whether something has this name; reports the name if nothing does. */
  check(name: string, span: Span, path: string, findings: Findings): boolean {
    if (this.#names.has(name)) return true;
    return this.#reportUnknown(`${shown(name)} is not a ${this.#kind}.`, name, { span, path }, findings);
  }

  /** Checks the names of a field that holds one name or a list of them. */
  checkField(field: Located, path: string, findings: Findings): void {
    for (const { name, span } of namesIn(field)) {
      if (!isGlob(name) || this.#names.has(name)) this.check(name, span, path, findings);
      else {
        // In a list, a pattern that matches anything has been replaced by the matching names.
        const message =
          field.kind === 'list'
            ? `No ${this.#kind} name matches ${shown(name)}.`
            : `This takes the name of one ${this.#kind}, not a pattern like ${shown(name)}.`;
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
    const hint = this.#names.size === 0 ? noneDeclared(this.#kind) : unknownNameHint(name, this.names);
    findings.report('unknown-reference', message, { ...place, hint });
    return false;
  }
}

/** The hint for an unknown name if the scenario declares nothing of its kind. */
export function noneDeclared(kind: string): string {
  return `The scenario declares no ${kind}.`;
}

/** The names in a field and their places: one scalar, or a list of scalars. */
export function namesIn(node: Located | undefined): { name: string; span: Span }[] {
  if (node === undefined) return [];
  if (node.kind === 'scalar') return [{ name: node.text, span: node.span }];
  return node.kind === 'list'
    ? node.items.flatMap((item) => (item.kind === 'scalar' ? namesIn(item) : []))
    : [];
}

/** The span of a field of an entry, or of the entry's name if it does not have the field. */
export function spanOf(owner: Declared<unknown>, ...keys: (string | number)[]): Span {
  let node: Located = owner.node;
  for (const key of keys) {
    const next = child(node, key);
    if (next === undefined) return owner.origin.span;
    node = next;
  }
  return node.span;
}

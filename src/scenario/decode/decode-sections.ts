import type * as z from 'zod';
import { nearest, oneOf } from '../../diagnostics/suggest.ts';
import { shown } from '../../units/quantity-problem.ts';
import { ENTRY_WORDS } from '../entry-words.ts';
import type { Findings, Place } from '../findings.ts';
import { ENTRY_SECTIONS, SECTION_KEYS, VALUE_SECTIONS } from '../format.ts';
import { meantNames } from '../names/meant-names.ts';
import { inventory, vm } from '../sections/workload.ts';
import { child, entryOf, type Located, type LocatedMap, nameOf, valueWords } from '../tree/located.ts';
import { LIST_SECTIONS } from '../tree/section-names.ts';
import { reportAmbiguousPoints } from './ambiguous-points.ts';
import { type Declared, NameTable } from './declared.ts';
import { decode } from './decode.ts';
import { belowSectionsHint } from './other-level.ts';
import { otherWordHint } from './other-words.ts';
import { PlainValues } from './plain.ts';
import { keysAt } from './shape.ts';

type Values = typeof VALUE_SECTIONS;
type Entries = Omit<typeof ENTRY_SECTIONS, 'vms'> & { vms: typeof vm; inventories: typeof inventory };
export type ValueSections = { readonly [K in keyof Values]?: z.output<Values[K]> };

/** The sections of a scenario, with the entries that have the right shape. All others have been reported. */
export interface Sections {
  readonly root: LocatedMap;
  readonly values: ValueSections;
  readonly tables: { readonly [K in keyof Entries]: NameTable<z.output<Entries[K]>> };
  /** Sections in which an entry, or the whole list, has a wrong shape: a name that is not found may belong to such an entry. */
  readonly broken: ReadonlySet<string>;
  /** Sections that should be lists and are not, or may be in a file that is missing: not even their names are known. */
  readonly unreadable: ReadonlySet<string>;
}

/** `isWhole`: false if parts of the scenario could not be read; then no name is known to be missing. */
export function decodeSections(root: LocatedMap, findings: Findings, isWhole = true): Sections {
  const sections = new SectionDecoder(root, findings).all();
  const all = new Set(SECTION_KEYS);
  return isWhole ? sections : { ...sections, broken: all, unreadable: all };
}

class SectionDecoder {
  readonly #root: LocatedMap;
  readonly #findings: Findings;
  readonly #plain = new PlainValues();
  readonly #broken = new Set<string>();
  readonly #unreadable = new Set<string>();

  constructor(root: LocatedMap, findings: Findings) {
    this.#root = root;
    this.#findings = findings;
  }

  all(): Sections {
    for (const { key, keySpan } of this.#root.entries) {
      // Keys that begin with x- are free for the author, for example for anchors.
      if (SECTION_KEYS.includes(key) || key.startsWith('x-')) continue;
      // A missing plural comes first: 'host' is a key of VMs, but here 'hosts' is meant.
      const hint =
        otherWordHint(key, SECTION_KEYS) ??
        (nearest(key, SECTION_KEYS) === undefined ? belowSectionsHint(key) : undefined) ??
        oneOf(key, SECTION_KEYS);
      this.#findings.report('unknown-key', `${shown(key)} is not a section of a scenario.`, {
        path: key,
        span: keySpan,
        hint,
      });
    }
    reportAmbiguousPoints(this.#root, this.#findings);
    const { vms: _, ...others } = ENTRY_SECTIONS;
    const tables = Object.entries(others).map(([key, schema]) => [
      key,
      this.#table(key as keyof Entries, schema as z.ZodType, this.#items(key)),
    ]);
    const vmItems = this.#items('vms');
    const isInventory = ({ node }: Item) => entryOf(node, 'inventory') !== undefined;
    return {
      root: this.#root,
      values: this.#values(),
      tables: {
        ...(Object.fromEntries(tables) as Omit<Sections['tables'], 'vms' | 'inventories'>),
        vms: this.#table(
          'vms',
          vm,
          vmItems.filter((item) => !isInventory(item)),
        ),
        inventories: this.#table('inventories', inventory, vmItems.filter(isInventory)),
      },
      broken: this.#broken,
      unreadable: this.#unreadable,
    };
  }

  #values(): ValueSections {
    const values: Record<string, unknown> = {};
    for (const [key, schema] of Object.entries(VALUE_SECTIONS)) {
      const node = child(this.#root, key);
      if (node === undefined) continue;
      const target = { node, path: key, label: key };
      const value = decode(schema as z.ZodType, target, this.#plain, this.#findings);
      if (value !== undefined) values[key] = value;
    }
    return values as ValueSections;
  }

  #items(key: string): Item[] {
    const node = child(this.#root, key);
    if (node === undefined) return [];
    if (node.kind !== 'list') {
      this.#broken.add(key);
      this.#unreadable.add(key);
      const first = node.kind === 'map' ? node.entries[0]?.key : undefined;
      const nameKey = LIST_SECTIONS.get(key) ?? 'name';
      const isEntry =
        first !== undefined && keysAt(ENTRY_SECTIONS[key as keyof typeof ENTRY_SECTIONS], []).includes(first);
      const hint =
        first === undefined
          ? `Write the entries as a list, or leave '${key}' out.`
          : isEntry
            ? `Put the entry in brackets: '${key}: [{ ${first}: ... }]'.`
            : `Write each entry with its ${nameKey} in a list: '${key}: [{ ${nameKey}: ${first}, ... }]'.`;
      this.#findings.report('wrong-type', `'${key}' must be a list, not ${valueWords(node)}.`, {
        path: key,
        span: node.span,
        hint,
      });
      return [];
    }
    const nameKey = LIST_SECTIONS.get(key) ?? 'name';
    return node.items.map((item, row) => ({ node: item, row, name: nameOf(item, nameKey) }));
  }

  #table<T>(key: keyof Entries, schema: z.ZodType<T>, items: readonly Item[]): NameTable<T> {
    const section = key === 'inventories' ? 'vms' : key;
    const entries: Declared<T>[] = [];
    const firsts = new Map<string, Located>();
    const decoder = new EntryDecoder(schema, section, this.#plain, this.#findings);
    for (const item of items) {
      const named = key === 'expect' || key === 'faults' || item.name === undefined ? undefined : item.name;
      const label = item.name ?? `${item.row}`;
      const path = `${section}.${label}`;
      const place = child(item.node, LIST_SECTIONS.get(section) ?? 'name') ?? item.node;
      if (named !== undefined) this.#checkDuplicate(ENTRY_WORDS[key], named, place, path, firsts);
      const value = decoder.decode(item.node, path, item.name ?? section);
      if (value === undefined) this.#broken.add(section);
      else entries.push({ name: label, value, node: item.node, origin: { path, span: place.span } });
    }
    return new NameTable(ENTRY_WORDS[key], entries, new Set(firsts.keys()));
  }

  #checkDuplicate(
    kind: string,
    name: string,
    place: Located,
    path: string,
    firsts: Map<string, Located>,
  ): void {
    const first = firsts.get(name);
    if (first === undefined) {
      firsts.set(name, place);
      checkName(name, { path, span: place.span }, this.#findings);
      return;
    }
    this.#findings.report('duplicate-name', `The ${kind} ${shown(name)} is declared twice.`, {
      path,
      span: place.span,
      notes: [{ message: 'First declared here.', span: first.span }],
    });
  }
}

/** Reports a declared name that cannot be meant, and warns of one that probably stands for several. */
function checkName(name: string, place: Place, findings: Findings): void {
  const trimmed = name.trim();
  if (trimmed === '') findings.report('bad-name', 'A name must not be empty.', place);
  else if (trimmed !== name) {
    const message = `The name ${shown(name)} begins or ends with a blank.`;
    findings.report('bad-name', message, { ...place, hint: `Write '${trimmed}'.` });
  } else if (/^[“”„‘’].*[“”‘’]$/.test(name)) {
    const message = `YAML knows only straight quotes: those around ${name} would be a part of the name.`;
    findings.report('bad-name', message, { ...place, hint: `Write ${JSON.stringify(name.slice(1, -1))}.` });
  }
  const meant = meantNames(name);
  if (meant !== undefined) {
    const message = `${shown(name)} is a single name: only braces stand for several.`;
    findings.report('unexpanded-name', message, {
      ...place,
      hint: `Write ${JSON.stringify(meant)} for these.`,
    });
  }
}

interface Item {
  readonly node: Located;
  readonly row: number;
  readonly name: string | undefined;
}

/** Up to this many entries are checked faster than zod compiles their schema. */
const FEW = 200;

/**
 * Decodes the entries of a section. Entries expanded from one pattern differ in their name only, so only the first is
 * decoded.
 */
class EntryDecoder<T> {
  readonly #schema: z.ZodType<T>;
  readonly #whole: string;
  readonly #plain: PlainValues;
  readonly #findings: Findings;
  #last: { node: LocatedMap; value: T } | undefined;
  #decoded = 0;

  constructor(schema: z.ZodType<T>, section: string, plain: PlainValues, findings: Findings) {
    this.#schema = schema;
    this.#whole = `An entry of ${shown(section)}`;
    this.#plain = plain;
    this.#findings = findings;
  }

  decode(node: Located, path: string, label: string): T | undefined {
    const last = this.#last;
    const name = nameOf(node);
    if (
      node.kind === 'map' &&
      last !== undefined &&
      name !== undefined &&
      name !== '' &&
      sameButName(node, last.node)
    ) {
      return { ...last.value, name };
    }
    const isOneOfMany = ++this.#decoded > FEW;
    const target = { node, path, label, whole: this.#whole, asName: true, isOneOfMany };
    const value = decode(this.#schema, target, this.#plain, this.#findings);
    this.#last = value !== undefined && node.kind === 'map' ? { node, value } : undefined;
    return value;
  }
}

function sameButName(a: LocatedMap, b: LocatedMap): boolean {
  return (
    a.entries.length === b.entries.length &&
    a.entries.every((entry, index) => {
      const other = b.entries[index]!;
      return entry.key === other.key && (entry.key === 'name' || entry.value === other.value);
    })
  );
}

import { shown } from '../../units/quantity-problem.ts';
import type { Findings } from '../findings.ts';
import { LIMITS } from '../limits.ts';
import {
  child,
  type Located,
  type LocatedEntry,
  type LocatedList,
  type LocatedMap,
  type LocatedScalar,
  nameText,
  word,
} from '../tree/located.ts';
import { type BracePattern, bracePattern, pairedIndex } from './brace-pattern.ts';

/** A node that differs from one expanded entry to the next. */
interface Varying {
  at(index: number): Located;
}

/** The name of an entry, with which its fields pair up. */
interface Pairing {
  /** Undefined: the name is a single one. */
  readonly pattern: BracePattern | undefined;
  readonly label: string;
  readonly path: string;
}

/** Lists of names: a single name with braces stands for a list of one, which differs from entry to entry. */
export const NAME_LISTS: ReadonlySet<string> = new Set([
  'hosts',
  'datastores',
  'proxies',
  'affinity',
  'extents',
  'vms',
  'exclude',
  'tags',
]);
/** The lists of names that hardly ever mean the same in all entries. */
const OWN_LISTS: ReadonlySet<string> = new Set(['vms', 'exclude', 'tags']);
/** Two names rather than a list of them: each pairs up. */
const PAIR = 'between';

const PAIRING_HINT =
  'A field pairs up with the name of its entry: it needs as many names, or only braces that the name has, too, in the same order; or no braces.';
const SITES_HINT =
  'A site pairs up with the name: leave out the name, or give it as many names, such as "wan{1..3}".';

/** What to write in place of a single name with braces that does not pair up. */
function listHint(key: string, { text }: LocatedScalar): string {
  const list = `${key}: [${JSON.stringify(text)}]`;
  return `For all of these names, write a list: ${list}. Without a list, it pairs up with the name of its entry and needs as many names, or only braces that the name has, too.`;
}

/**
 * Expands `{..}` patterns. In a list a pattern gives one item per name. A map whose name is a pattern gives one map per
 * name, and its other patterns pair up with the name. A link or throttle rule without a name is as many as its sites
 * are. Everything that does not vary is shared, not copied.
 */
export class NameExpansion {
  readonly #findings: Findings;
  #left: number = LIMITS.expandedEntries;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  /** `nameKey`: the field that names an entry of this list (`name` nearly everywhere). */
  list(list: LocatedList, nameKey: string, path: string): LocatedList {
    const items = list.items.flatMap((item): readonly Located[] => {
      if (item.kind === 'map') return this.#entry(item, nameKey, path);
      return this.#plainItem(item, path);
    });
    return { ...list, items };
  }

  /** A value of a setting. Its lists expand as those of a file do; it belongs to no entry with which braces could pair up. */
  value(value: Located, nameKey: string, path: string): Located {
    if (value.kind === 'list') return this.list(value, nameKey, path);
    return value.kind === 'map'
      ? this.#constant(value, { pattern: undefined, label: 'the setting', path })
      : value;
  }

  #plainItem(item: Located, path: string): readonly Located[] {
    if (item.kind !== 'scalar') return [item];
    const pattern = patternOf(item);
    if (pattern === undefined || !this.#spend(pattern, item, path)) return [item];
    return Array.from({ length: pattern.count }, (_, index) => word(pattern.nth(index), item));
  }

  #entry(map: LocatedMap, nameKey: string, path: string): readonly LocatedMap[] {
    const nameNode = child(map, nameKey) ?? severalOf(child(map, PAIR));
    const pattern = nameNode?.kind === 'scalar' ? patternOf(nameNode) : undefined;
    if (nameNode === undefined || pattern === undefined) {
      const label = nameText(nameNode);
      return [
        this.#constant(map, { pattern, label: label === undefined ? 'its entry' : shown(label), path }),
      ];
    }
    if (!this.#spend(pattern, nameNode, path)) return [];
    const pairing = { pattern, label: shown(nameText(nameNode)!), path };
    const fields = map.entries.map((entry) => ({ entry, varying: this.#varyField(entry, pairing) }));
    return Array.from({ length: pattern.count }, (_, index) => ({
      ...map,
      entries: fields.map(({ entry, varying }) =>
        isVarying(varying)
          ? { ...entry, value: varying.at(index) }
          : varying === entry.value
            ? entry
            : { ...entry, value: varying },
      ),
    }));
  }

  #constant(map: LocatedMap, pairing: Pairing): LocatedMap {
    const result = this.#vary(map, pairing);
    const node = isVarying(result) ? result.at(0) : result;
    return node.kind === 'map' ? node : map;
  }

  #vary(node: Located, pairing: Pairing): Located | Varying {
    if (node.kind === 'scalar') return this.#varyScalar(node, pairing);
    if (node.kind === 'list') return this.#varyList(node, pairing);
    const values = node.entries.map((entry) => this.#varyField(entry, pairing));
    const build = (pick: (value: Located | Varying) => Located): LocatedMap => ({
      ...node,
      entries: node.entries.map((entry, index) => ({ ...entry, value: pick(values[index]!) })),
    });
    if (values.some(isVarying))
      return { at: (index) => build((value) => (isVarying(value) ? value.at(index) : value)) };
    return values.every((value, index) => value === node.entries[index]!.value)
      ? node
      : build((value) => value as Located);
  }

  #varyField({ key, value }: LocatedEntry, pairing: Pairing): Located | Varying {
    if (value.kind === 'scalar' && NAME_LISTS.has(key)) {
      const one = this.#varyScalar(value, pairing, listHint(key, value));
      return isVarying(one) ? { at: (index) => listOf([one.at(index)], value) } : one;
    }
    if (value.kind !== 'list') return this.#vary(value, pairing);
    if (key === PAIR && severalOf(value) !== undefined) {
      const sites = value.items.map((item) =>
        item.kind === 'scalar' ? this.#varyScalar(item, pairing, SITES_HINT) : item,
      );
      return {
        at: (index) =>
          listOf(
            sites.map((site) => (isVarying(site) ? site.at(index) : site)),
            value,
          ),
      };
    }
    if (OWN_LISTS.has(key)) for (const item of value.items) this.#warnOfAll(key, item, pairing);
    return this.#varyList(value, pairing);
  }

  /** In a list, braces stand for all names, in every entry. Where they stand in the entry's name, too, that is hardly meant. */
  #warnOfAll(key: string, item: Located, { pattern: entry, label, path }: Pairing): void {
    const pattern = item.kind === 'scalar' ? patternOf(item) : undefined;
    if (item.kind !== 'scalar' || pattern === undefined || entry === undefined) return;
    if (!pattern.braces.some(({ text, count }) => count > 1 && entry.braces.some((one) => one.text === text)))
      return;
    const all = `all ${pattern.count} names of ${shown(item.text)}`;
    this.#findings.report(
      'list-in-every-entry',
      `Each of the ${entry.count} entries of ${label} has ${all}.`,
      {
        path,
        span: item.span,
        hint: `In a list, braces stand for all names. To give each entry its own names, leave out the list: ${key}: ${JSON.stringify(item.text)}.`,
      },
    );
  }

  #varyScalar(node: LocatedScalar, pairing: Pairing, hint = PAIRING_HINT): Located | Varying {
    const pattern = patternOf(node);
    if (pattern === undefined) return node;
    const { pattern: entry } = pairing;
    const paired = entry === undefined ? undefined : pairedIndex(pattern, entry);
    if (paired !== undefined) return { at: (index) => word(pattern.nth(paired(index)), node) };
    if (entry === undefined && pattern.count === 1) return word(pattern.nth(0), node);
    const message = `${shown(node.text)} stands for ${pattern.count} names, ${pairing.label} for ${entry?.count ?? 1}.`;
    this.#findings.report('expansion-mismatch', message, {
      path: pairing.path,
      span: node.span,
      hint,
    });
    return node;
  }

  #varyList(node: LocatedList, pairing: Pairing): Located | Varying {
    let changed = false;
    const items = node.items.flatMap((item): readonly (Located | Varying)[] => {
      const own = item.kind === 'map' ? child(item, 'name') : undefined;
      const ownPattern = own?.kind === 'scalar' ? patternOf(own) : undefined;
      let result: readonly (Located | Varying)[];
      if (item.kind === 'scalar') result = this.#plainItem(item, pairing.path);
      else if (item.kind === 'map' && ownPattern !== undefined)
        result = this.#entry(item, 'name', pairing.path);
      else result = [this.#vary(item, pairing)];
      changed ||= result.length !== 1 || result[0] !== item;
      return result;
    });
    if (!changed) return node;
    if (!items.some(isVarying)) return { ...node, items: items as Located[] };
    return {
      at: (index) => ({ ...node, items: items.map((item) => (isVarying(item) ? item.at(index) : item)) }),
    };
  }

  #spend(pattern: BracePattern, node: Located, path: string): boolean {
    if (pattern.count <= this.#left) {
      this.#left -= pattern.count;
      return true;
    }
    const many = pattern.count > Number.MAX_SAFE_INTEGER ? 'more than 2^53' : `${pattern.count}`;
    this.#findings.report('expansion-limit', `${shown(nameText(node) ?? '')} stands for ${many} names.`, {
      path,
      span: node.span,
      hint: `A scenario may expand to at most ${LIMITS.expandedEntries} entries.`,
    });
    return false;
  }
}

/** Of two sites, the one that stands for several; undefined: neither does, or there are not two. */
function severalOf(between: Located | undefined): LocatedScalar | undefined {
  if (between?.kind !== 'list' || between.items.length !== 2) return undefined;
  return between.items.find(
    (site): site is LocatedScalar => site.kind === 'scalar' && patternOf(site) !== undefined,
  );
}

function listOf(items: readonly Located[], { span }: Located): LocatedList {
  return { kind: 'list', items, span };
}

function isVarying(value: Located | Varying): value is Varying {
  return 'at' in value;
}

function patternOf(node: LocatedScalar): BracePattern | undefined {
  return typeof node.value === 'string' ? bracePattern(node.value) : undefined;
}

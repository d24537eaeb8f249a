import { shown } from '../../units/quantity-problem.ts';
import type { Findings } from '../findings.ts';
import { LIMITS } from '../limits.ts';
import {
  child,
  type Located,
  type LocatedList,
  type LocatedMap,
  type LocatedScalar,
  nameText,
  word,
} from '../tree/located.ts';
import { type BracePattern, bracePattern } from './brace-pattern.ts';

/** A node that differs from one expanded entry to the next. */
interface Varying {
  at(index: number): Located;
}

/** The name pattern of an entry, with which its fields pair up. */
interface Pairing {
  readonly count: number;
  readonly label: string;
  readonly path: string;
}

/**
 * Expands `{..}` patterns. In a list a pattern gives one item per name. A map whose name is a pattern gives one map per name, and
 * its other patterns pair up with the name. Everything that does not vary is shared, not copied.
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

  #plainItem(item: Located, path: string): readonly Located[] {
    if (item.kind !== 'scalar') return [item];
    const pattern = patternOf(item);
    if (pattern === undefined || !this.#spend(pattern, item, path)) return [item];
    return Array.from({ length: pattern.count }, (_, index) => word(pattern.nth(index), item));
  }

  #entry(map: LocatedMap, nameKey: string, path: string): readonly LocatedMap[] {
    const nameNode = child(map, nameKey);
    const pattern = nameNode?.kind === 'scalar' ? patternOf(nameNode) : undefined;
    if (nameNode === undefined || pattern === undefined) {
      const label = nameText(nameNode);
      return [
        this.#constant(map, { count: 1, label: label === undefined ? 'its entry' : shown(label), path }),
      ];
    }
    if (!this.#spend(pattern, nameNode, path)) return [];
    const pairing = { count: pattern.count, label: shown(nameText(nameNode)!), path };
    const fields = map.entries.map((entry) => ({ entry, varying: this.#vary(entry.value, pairing) }));
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
    const values = node.entries.map((entry) => this.#vary(entry.value, pairing));
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

  #varyScalar(node: LocatedScalar, pairing: Pairing): Located | Varying {
    const pattern = patternOf(node);
    if (pattern === undefined) return node;
    if (pattern.count === pairing.count) return { at: (index) => word(pattern.nth(index), node) };
    const message = `${shown(node.text)} stands for ${pattern.count} names, ${pairing.label} for ${pairing.count}.`;
    this.#findings.report('expansion-mismatch', message, {
      path: pairing.path,
      span: node.span,
      hint: 'A field pairs up with the name of its entry: give both the same count, or the field a single name.',
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

function isVarying(value: Located | Varying): value is Varying {
  return 'at' in value;
}

function patternOf(node: LocatedScalar): BracePattern | undefined {
  return typeof node.value === 'string' ? bracePattern(node.value) : undefined;
}

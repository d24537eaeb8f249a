import type { SourceText } from '../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../diagnostics/suggest.ts';
import { shown } from '../../units/quantity-problem.ts';
import type { Findings } from '../findings.ts';
import { INCLUDED_SECTIONS } from '../format.ts';
import { LIMITS } from '../limits.ts';
import { NameExpansion } from '../names/expand.ts';
import { inventoriesSet, withSettings } from '../overlay/set-section.ts';
import {
  child,
  described,
  itemsOf,
  type Located,
  type LocatedEntry,
  type LocatedMap,
  nameText,
  withEntries,
} from './located.ts';
import { nameOrSites } from './name-by-sites.ts';
import { lookIntoYaml, readYaml } from './read-yaml.ts';
import { relativeName } from './relative-name.ts';
import { LIST_SECTIONS } from './section-names.ts';

/** The files that a scenario is made of, by name. The caller has read them before, so that this stage does no I/O. */
export interface TextFiles {
  text(name: string): SourceText | undefined;
}

export interface LoadedScenario {
  /** Undefined: the scenario's own file cannot be read. */
  readonly root: LocatedMap | undefined;
  /** False: a file that it includes could not be read, so what seems to be missing may be there. */
  readonly isWhole: boolean;
}

/**
 * Loads a scenario as one map of sections: expands its file and merges it over the files that it includes. The including file
 * wins over them, and a later included file over an earlier one. A file that is reached twice counts once, at its first place.
 * The `set` of a file applies to the file and everything that it includes.
 */
export function loadScenario(source: SourceText, files: TextFiles, findings: Findings): LoadedScenario {
  const loader = new Loader(files, findings);
  const root = loader.load(source, []);
  return { root, isWhole: loader.isWhole };
}

const INCLUDE_KEYS = ['file', 'sections'];

class Loader {
  readonly #files: TextFiles;
  readonly #findings: Findings;
  readonly #expansion: NameExpansion;
  readonly #loaded = new Set<string>();
  isWhole = true;

  constructor(files: TextFiles, findings: Findings) {
    this.#files = files;
    this.#findings = findings;
    this.#expansion = new NameExpansion(findings);
  }

  load(source: SourceText, including: readonly string[]): LocatedMap | undefined {
    this.#loaded.add(source.name);
    const root = readYaml(source, this.#findings);
    if (root === undefined) return undefined;
    if (root.kind !== 'map') {
      const message = `A scenario is a map of sections, not ${described(root)}.`;
      this.#findings.report('not-a-map', message, {
        path: '',
        span: root.span,
        hint: hintForText(source.text),
      });
      return undefined;
    }
    const own = this.#expanded(root);
    const stack = [...including, source.name];
    let merged: LocatedMap | undefined;
    for (const node of includeNodes(root)) {
      const whole = this.#include(fileNode(node), stack);
      if (whole === undefined) continue;
      const included = this.#sectionsOf(node, whole);
      merged = merged === undefined ? included : mergeScenarios(merged, included);
    }
    const whole = merged === undefined ? own : mergeScenarios(merged, own);
    return this.isWhole ? withSettings(whole, child(root, 'set'), this.#findings) : whole;
  }

  #include(node: Located, stack: readonly string[]): LocatedMap | undefined {
    const place = { path: 'include', span: node.span };
    const text = nameText(node);
    if (text === undefined || text === '') {
      this.#findings.report(
        'wrong-type',
        `'include' must be a file name, { file, sections }, or a list of these, not ${described(node)}.`,
        place,
      );
      return undefined;
    }
    const name = relativeName(node.span.source.name, text);
    if (stack.includes(name)) {
      this.#findings.report('include-cycle', cycleWords([...stack.slice(stack.indexOf(name)), name]), {
        ...place,
        hint: 'Remove one of these includes.',
      });
      return undefined;
    }
    if (this.#loaded.has(name)) return undefined;
    const source = this.#files.text(name);
    if (source === undefined) {
      this.#findings.report('file-not-found', `The included file ${shown(name)} does not exist.`, place);
      this.isWhole = false;
      return undefined;
    }
    if (this.#loaded.size >= LIMITS.includedFiles || stack.length > LIMITS.depth) {
      this.#findings.report(
        'too-large',
        `A scenario includes at most ${LIMITS.includedFiles} files, ${LIMITS.depth} deep.`,
        place,
      );
      return undefined;
    }
    const included = this.load(source, stack);
    if (included === undefined) this.isWhole = false;
    return included;
  }

  /** The sections that an include takes from a file: those that it names, or all. */
  #sectionsOf(node: Located, whole: LocatedMap): LocatedMap {
    if (node.kind !== 'map') return whole;
    for (const { key, keySpan } of node.entries) {
      if (INCLUDE_KEYS.includes(key)) continue;
      this.#findings.report('unknown-key', `${shown(key)} is not a key of include.`, {
        path: 'include',
        span: keySpan,
        hint: didYouMean(key, INCLUDE_KEYS),
      });
    }
    const sections = child(node, 'sections');
    if (sections === undefined) return whole;
    const taken = new Set<string>();
    for (const item of sections.kind === 'list' ? sections.items : [sections]) {
      const name = nameText(item) ?? '';
      taken.add(name);
      if (INCLUDED_SECTIONS.includes(name)) continue;
      this.#findings.report('unknown-value', `${shown(name)} is not a section of a scenario.`, {
        path: 'include.sections',
        span: item.span,
        hint: didYouMean(name, INCLUDED_SECTIONS),
      });
    }
    return { ...whole, entries: whole.entries.filter(({ key }) => taken.has(key)) };
  }

  #expanded(root: LocatedMap): LocatedMap {
    const entries = root.entries
      .filter(({ key }) => key !== 'include' && key !== 'set')
      .map((entry): LocatedEntry => {
        const nameKey = LIST_SECTIONS.get(entry.key);
        if (nameKey === undefined || entry.value.kind !== 'list') return entry;
        return { ...entry, value: this.#expansion.list(entry.value, nameKey, entry.key) };
      });
    return { ...root, entries };
  }
}

/** Messages of a cycle of files: `a.yaml includes b.yaml, which includes a.yaml.` */
function cycleWords([first, ...others]: readonly string[]): string {
  return `${first} includes ${others.join(', which includes ')}.`;
}

function includeNodes(root: LocatedMap): readonly Located[] {
  const node = child(root, 'include');
  if (node === undefined) return [];
  return node.kind === 'list' ? node.items : [node];
}

/** The file name of `include: base.yaml` or `{ file: base.yaml, sections: [hosts] }`. */
function fileNode(node: Located): Located {
  return child(node, 'file') ?? node;
}

/** The files that a text names, by the names under which `ScenarioFiles` must know them. Reports no errors. */
export function referencedFiles(source: SourceText): { includes: string[]; inventories: string[] } {
  const root = lookIntoYaml(source);
  if (root?.kind !== 'map') return { includes: [], inventories: [] };
  const resolved = (nodes: readonly (Located | undefined)[]) => [
    ...new Set(
      nodes
        .map((node) => nameText(node))
        .filter((text): text is string => text !== undefined && text !== '')
        .map((text) => relativeName(source.name, text)),
    ),
  ];
  const listed = itemsOf(root, 'vms').map((item) => child(item, 'inventory'));
  return {
    includes: resolved(includeNodes(root).map(fileNode)),
    inventories: resolved([...listed, ...inventoriesSet(child(root, 'set'))]),
  };
}

/** Merges two scenarios: lists of named entries by name, maps by key. Anything else is taken from `over`. */
function mergeScenarios(base: LocatedMap, over: LocatedMap): LocatedMap {
  const merged = over.entries.map((entry): LocatedEntry => {
    const below = child(base, entry.key);
    if (below === undefined) return entry;
    const nameKey = LIST_SECTIONS.get(entry.key);
    if (nameKey === 'name' && below.kind === 'list' && entry.value.kind === 'list') {
      return { ...entry, value: { ...entry.value, items: mergeNamed(below.items, entry.value.items) } };
    }
    if (below.kind === 'map' && entry.value.kind === 'map') {
      return { ...entry, value: withEntries({ ...below, span: entry.value.span }, entry.value.entries) };
    }
    return entry;
  });
  return withEntries({ ...base, span: over.span }, merged);
}

function mergeNamed(base: readonly Located[], over: readonly Located[]): Located[] {
  const rows = new Map<string, number>();
  for (const [row, item] of base.entries()) {
    const name = nameOrSites(item);
    if (name !== undefined && !rows.has(name)) rows.set(name, row);
  }
  const items = [...base];
  const taken = new Set<number>();
  for (const item of over) {
    const name = nameOrSites(item);
    const row = name === undefined ? undefined : rows.get(name);
    if (row === undefined || taken.has(row)) {
      // A second entry of that name in one file is a mistake that a later check reports.
      items.push(item);
      continue;
    }
    taken.add(row);
    const below = items[row]!;
    items[row] =
      below.kind === 'map' && item.kind === 'map'
        ? { ...withEntries(below, item.entries), span: item.span }
        : item;
  }
  return items;
}

/** What to do about a text that is no map of sections. */
function hintForText(text: string): string {
  if (/^\s*\w+:[^\s/]/.test(text)) return "Write a space after each colon: 'version: 1'.";
  return /^[^\n:{]*[,;\t][^\n:{]*\n/.test(text)
    ? "Begin with 'version: 1'. Lists of other tools go through 'proxysim import'."
    : "Begin with 'version: 1'.";
}

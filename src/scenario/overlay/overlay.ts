import type { SourceText, Span } from '../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../diagnostics/suggest.ts';
import { shown } from '../../units/quantity-problem.ts';
import type { Findings } from '../findings.ts';
import { NameExpansion } from '../names/expand.ts';
import { child, type Located, type LocatedEntry, type LocatedMap, withEntries } from '../tree/located.ts';
import { nameOrSites } from '../tree/name-by-sites.ts';
import { readYamlValue } from '../tree/read-yaml.ts';
import { LIST_SECTIONS } from '../tree/section-names.ts';
import { startedJobs, withJobStarts } from './job-starts.ts';
import { ListSteps, stepEnd } from './path-step.ts';
import { countedProxies, withProxyCount } from './proxy-count.ts';

/**
 * One `--set PATH=VALUE`: the path goes by section and name (`proxies.px1.maxConcurrentTasks`), the value is YAML. Two paths
 * are not fields of a file: `proxies.NAME.count` sets the number of proxies that match NAME, and `jobs.NAME.starts` when the
 * jobs that match NAME start.
 */
export interface Overlay {
  readonly path: string;
  readonly value: string;
  /** The option that the user wrote, for messages; `--set` by default. */
  readonly option?: OverlayOption;
}

const OPTIONS = ['--set', '--vary', '--change'] as const;
/** The option of the command line that gave a change. */
export type OverlayOption = (typeof OPTIONS)[number];

/** Whether a text was given on the command line, so that file names in it are not relative to a file. */
export function isOverlayText({ name }: SourceText): boolean {
  return OPTIONS.some((option) => option === name);
}

/** Sections and fields that are a map or a word (a window also a list), with the key of the map that the word stands for. */
const WORD_AS_MAP: ReadonlyMap<string, string> = new Map([
  ['policy', 'preset'],
  ['overheads', 'base'],
  ['window', 'length'],
]);

/** Sections that cannot be set, and why. */
const APPLIED_BEFORE: ReadonlyMap<string, string> = new Map([
  ['include', 'files are included before anything is set'],
  ['set', 'its paths are applied before; set them directly'],
]);

/** Sets values in a scenario, later ones over earlier ones. Reports paths that match nothing and values that are not YAML. */
export function applyOverlays(
  root: LocatedMap,
  overlays: readonly Overlay[],
  findings: Findings,
): LocatedMap {
  return applySettings(
    root,
    overlays.flatMap((overlay) => settingOf(overlay, findings)),
    findings,
  );
}

function settingOf({ path, value: text, option }: Overlay, findings: Findings): Setting[] {
  const source: SourceText = { name: option ?? '--set', text: `${path}=${text}` };
  const value = readYamlValue(source, path.length + 1, findings);
  if (value === undefined) return [];
  const span: Span = { source, start: 0, end: source.text.length };
  return [{ path, value, span, spanOf: (start, end) => ({ source, start, end }) }];
}

/** A value and the path where to put it, from a command line or a file. */
export interface Setting {
  readonly path: string;
  readonly value: Located;
  /** The place of path and value together. */
  readonly span: Span;
  /** The place of a part of the path. */
  readonly spanOf: (start: number, end: number) => Span;
}

/** Like `applyOverlays`, for values that have been read already. */
export function applySettings(
  root: LocatedMap,
  settings: readonly Setting[],
  findings: Findings,
): LocatedMap {
  const steps = new ListSteps();
  return settings.reduce((scenario, setting) => {
    const { path, value, span } = setting;
    const section = path.slice(0, stepEnd(path, 0));
    const tooLate = APPLIED_BEFORE.get(section);
    if (tooLate !== undefined) {
      const message = `${shown(section)} cannot be set: ${tooLate}.`;
      findings.report('bad-overlay', message, { path, span: setting.spanOf(0, section.length) });
      return scenario;
    }
    const pattern = countedProxies(path);
    if (pattern !== undefined && !goesInside(scenario, path, steps))
      return withProxyCount(scenario, { pattern, count: value, place: { path, span } }, findings);
    const started = startedJobs(path);
    if (started !== undefined)
      return withJobStarts(scenario, { pattern: started, starts: value, place: { path, span } }, findings);
    const nameKey = LIST_SECTIONS.get(path) ?? 'name';
    const expanded = new NameExpansion(findings).value(value, nameKey, path);
    return new OverlayRun({ ...setting, value: expanded }, steps, findings).section(scenario);
  }, root);
}

/** Whether the path continues inside a proxy: `proxies.px1.cores.count` is not a number of proxies. */
function goesInside(root: LocatedMap, path: string, steps: ListSteps): boolean {
  const proxies = child(root, 'proxies');
  if (proxies?.kind !== 'list') return false;
  const nameKey = LIST_SECTIONS.get('proxies')!;
  const goesOn = steps.rowsMeant(proxies.items, { path, offset: 'proxies.'.length, nameKey }).values();
  return [...goesOn].some((offset) => offset < path.length - 'count'.length);
}

class OverlayRun {
  readonly #path: string;
  readonly #value: Located;
  readonly #span: Setting['spanOf'];
  readonly #steps: ListSteps;
  readonly #findings: Findings;

  constructor({ path, value, spanOf }: Setting, steps: ListSteps, findings: Findings) {
    this.#path = path;
    this.#value = value;
    this.#span = spanOf;
    this.#steps = steps;
    this.#findings = findings;
  }

  section(root: LocatedMap): LocatedMap {
    const nameKey = LIST_SECTIONS.get(this.#path.split('.')[0]!);
    return this.#inMap(root, 0, nameKey) ?? root;
  }

  /** The node with the value set at the rest of the path. If that is impossible, reports why and returns undefined. */
  #set(
    node: Located | undefined,
    offset: number,
    key: string,
    nameKey: string | undefined,
  ): Located | undefined {
    if (offset > this.#path.length) return this.#value;
    if (node === undefined) {
      if (nameKey !== undefined) return this.#noMatch(offset, []);
      // A list that is not there has no items; a map that is not there is made.
      return this.#isRow(offset)
        ? this.#noMatch(offset, [], `Set it as a whole: ${this.#path.slice(0, offset - 1)}=[VALUE].`)
        : this.#inMap(this.#emptyMap(), offset, undefined);
    }
    if (node.kind === 'map') return this.#inMap(node, offset, undefined);
    const word = WORD_AS_MAP.get(key);
    if (node.kind === 'list' && (word === undefined || this.#isRow(offset)))
      return this.#inList(node.items, node, offset, nameKey);
    if (word === undefined) {
      const whole = this.#path.slice(0, offset - 1);
      this.#findings.report(
        'bad-overlay',
        `${shown(whole)} is a single value, with nothing inside it to set.`,
        {
          path: this.#path,
          span: this.#span(offset, this.#path.length),
          hint: `Set it as a whole: ${whole}=VALUE.`,
        },
      );
      return undefined;
    }
    const asMap: LocatedMap = {
      kind: 'map',
      span: node.span,
      entries: [{ key: word, keySpan: node.span, value: node }],
    };
    return this.#inMap(asMap, offset, undefined);
  }

  #inMap(map: LocatedMap, offset: number, nameKey: string | undefined): LocatedMap | undefined {
    const end = stepEnd(this.#path, offset);
    const key = this.#path.slice(offset, end);
    if (key === '')
      return this.#noMatch(
        offset,
        map.entries.map((entry) => entry.key),
      );
    const entry = map.entries.find((candidate) => candidate.key === key);
    const value = this.#set(entry?.value, end + 1, key, nameKey);
    if (value === undefined) return undefined;
    const changed: LocatedEntry = { key, keySpan: entry?.keySpan ?? this.#span(offset, end), value };
    return withEntries(map, [changed]);
  }

  #inList(
    items: readonly Located[],
    list: Located,
    offset: number,
    nameKey: string | undefined,
  ): Located | undefined {
    const step = { path: this.#path, offset, nameKey: nameKey ?? 'name' };
    const matches = this.#steps.rowsMeant(items, step);
    if (matches.size === 0) {
      const names = items.map((item) => nameOrSites(item, nameKey) ?? '').filter((name) => name !== '');
      const inventories = inventoriesHint(items);
      const every = this.#everyHint(offset, items, names.length > 0 || inventories !== undefined);
      return this.#noMatch(offset, every === undefined ? names : [], every ?? inventories);
    }
    const changed = [...items];
    for (const [row, next] of matches) {
      if (inventoryOf(items[row]!) !== undefined && !this.#path.startsWith('inventory', next))
        return this.#inInventory(offset, items);
      const result = this.#set(items[row], next, '', undefined);
      if (result === undefined) return undefined;
      changed[row] = result;
    }
    this.#steps.replaced(items, changed, matches.keys());
    return { kind: 'list', items: changed, span: list.span };
  }

  /** For a path that goes on with a key although a list stands there: no entry is named like the key. */
  #everyHint(offset: number, items: readonly Located[], areNamed: boolean): string | undefined {
    const step = this.#path.slice(offset, stepEnd(this.#path, offset));
    const isKey = areNamed ? items.some((item) => child(item, step) !== undefined) : !/^\d/.test(step);
    if (!isKey || items.length === 0 || offset === 0) return undefined;
    const [before, after] = [this.#path.slice(0, offset), this.#path.slice(offset)];
    return `That is a list: write ${before}*.${after} for all of its entries.`;
  }

  /** Whether a step selects items of a list without names: one by its number, or all. */
  #isRow(offset: number): boolean {
    return /^[\d*]+$/.test(this.#path.slice(offset, stepEnd(this.#path, offset)));
  }

  #inInventory(offset: number, items: readonly Located[]): undefined {
    const step = this.#path.slice(offset, stepEnd(this.#path, offset));
    this.#findings.report(
      'bad-overlay',
      `${shown(step)} includes VMs of an inventory, which cannot be set here.`,
      {
        path: this.#path,
        span: this.#span(offset, this.#path.length),
        hint: inventoriesHint(items),
      },
    );
    return undefined;
  }

  #noMatch(offset: number, candidates: readonly string[], otherwise?: string): undefined {
    const step = this.#path.slice(offset, stepEnd(this.#path, offset));
    const where = offset === 0 ? 'the scenario' : shown(this.#path.slice(0, offset - 1));
    this.#findings.report('overlay-no-match', `There is no ${shown(step)} in ${where}.`, {
      path: this.#path,
      span: this.#span(offset, Math.max(offset, stepEnd(this.#path, offset))),
      hint: didYouMean(step, candidates) ?? otherwise,
    });
    return undefined;
  }

  #emptyMap(): LocatedMap {
    return { kind: 'map', entries: [], span: this.#span(0, this.#path.length) };
  }
}

/** The file of an inventory entry of `vms`; undefined for any other entry. */
function inventoryOf(item: Located): string | undefined {
  const file = child(item, 'inventory');
  return file?.kind === 'scalar' ? file.text : undefined;
}

function inventoriesHint(items: readonly Located[]): string | undefined {
  const files = items.flatMap((item) => inventoryOf(item) ?? []);
  return files.length === 0
    ? undefined
    : `VMs of an inventory are set in its file: ${files.map(shown).join(', ')}.`;
}

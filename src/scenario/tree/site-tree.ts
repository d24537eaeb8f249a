import { Findings } from '../findings.ts';
import { globMatcher } from '../names/glob.ts';
import { applyOverlays, type Overlay } from '../overlay/overlay.ts';
import { ListSteps, stepEnd } from '../overlay/path-step.ts';
import { countedProxies } from '../overlay/proxy-count.ts';
import { type ScenarioSources, sourceFiles } from '../sources.ts';
import { loadScenario } from './load.ts';
import { child, isSwitchedOff, itemsOf, type Located, type LocatedMap, nameOf, nameText } from './located.ts';
import { LIST_SECTIONS } from './section-names.ts';

/**
 * The unchecked declarations of a scenario: read once, then fast to change by overlays and to query, for plans that
 * compare many designs. Reports no errors, so scenario and overlays must be known to be valid.
 */
export class SiteTree {
  readonly #root: LocatedMap;
  readonly #steps = new ListSteps();

  private constructor(root: LocatedMap) {
    this.#root = root;
  }

  static read(sources: ScenarioSources): SiteTree {
    const { root } = loadScenario(sources.source, sourceFiles(sources), new Findings());
    return new SiteTree(
      root ?? { kind: 'map', entries: [], span: { source: sources.source, start: 0, end: 0 } },
    );
  }

  with(overlays: readonly Overlay[]): SiteTree {
    return new SiteTree(applyOverlays(this.#root, overlays, new Findings()));
  }

  /** The declared proxies that are not switched off, each with the host that it runs on, if any. */
  get proxies(): { readonly name: string; readonly host: string | undefined }[] {
    const out = new Set(
      itemsOf(this.#root, 'hosts').flatMap((item) => (isSwitchedOff(item) ? (nameOf(item) ?? []) : [])),
    );
    return itemsOf(this.#root, 'proxies').flatMap((item) => {
      const name = nameOf(item);
      const host = nameText(child(item, 'host'));
      const isOff = isSwitchedOff(item) || (host !== undefined && out.has(host));
      return isOff || name === undefined ? [] : [{ name, host }];
    });
  }

  /**
   * The stated values at a path of `--set`, as texts, without entries that are switched off. For `proxies.NAME.count`,
   * the number of proxies that match NAME.
   */
  texts(path: string): string[] {
    const pattern = countedProxies(path);
    if (pattern === undefined) return this.#textsAt(this.#root, path, 0, undefined);
    const matches = globMatcher(pattern);
    const all = this.#textsAt(this.#root, 'proxies.*.name', 0, undefined).filter(matches);
    return this.names('proxies').some(matches) ? [`${all.length}`] : [];
  }

  /** Names in a list section, including entries that are switched off. */
  names(section: string): string[] {
    return itemsOf(this.#root, section).flatMap((item) => nameOf(item) ?? []);
  }

  #textsAt(node: Located, path: string, offset: number, nameKey: string | undefined): string[] {
    if (offset > path.length) return node.kind === 'scalar' ? [node.text] : [];
    if (node.kind === 'list') {
      const rows = this.#steps.rowsMeant(node.items, { path, offset, nameKey: nameKey ?? 'name' });
      return [...rows].flatMap(([row, next]) => {
        const item = node.items[row]!;
        return isSwitchedOff(item) ? [] : this.#textsAt(item, path, next, undefined);
      });
    }
    if (node.kind === 'scalar') return [];
    const end = stepEnd(path, offset);
    const key = path.slice(offset, end);
    const inner = child(node, key);
    const names = offset === 0 ? LIST_SECTIONS.get(key) : undefined;
    return inner === undefined ? [] : this.#textsAt(inner, path, end + 1, names);
  }
}

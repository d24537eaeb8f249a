import type { Span } from '../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../diagnostics/suggest.ts';
import { shown } from '../../units/quantity-problem.ts';
import { type Declared, NameTable, spanOf } from '../decode/declared.ts';
import type { Sections } from '../decode/decode-sections.ts';
import { DEFAULTS } from '../defaults.ts';
import { DefaultsTaken } from '../defaults-taken.ts';
import type { Findings } from '../findings.ts';
import type { Site } from '../scenario.ts';
import { child, type Located } from '../tree/located.ts';

type Tables = Sections['tables'];

/** State shared by all checks of one scenario. */
export class Context {
  readonly sections: Sections;
  readonly findings: Findings;
  readonly tables: Tables;
  readonly sites: readonly Site[];
  readonly defaultsTaken = new DefaultsTaken();
  /** Whether the backup server is a proxy because none is declared. */
  readonly hasDefaultProxy: boolean;
  /** Sites of hosts and proxies by name, filled as these are checked. */
  readonly hostSites = new Map<string, string>();
  readonly proxySites = new Map<string, string>();
  readonly #unread = new Set<string>();
  readonly #checked = new Set<Located>();

  constructor(sections: Sections, findings: Findings) {
    this.sections = sections;
    this.findings = findings;
    const declared = sections.tables.sites;
    const absent = child(sections.root, 'sites') === undefined;
    const main = mainSite(sections);
    this.hasDefaultProxy = hasDefaultProxy(sections);
    this.tables = {
      ...sections.tables,
      ...(absent ? { sites: new NameTable('site', [main], new Set([main.name])) } : {}),
      proxies: sections.tables.proxies.withNames(impliedProxies(sections, this.hasDefaultProxy)),
    };
    this.sites = (absent ? [main] : declared.entries).map(({ name, origin }) => ({ name, origin }));
  }

  /** Checks the names in a field of an entry. Skipped where the section is not a list: that has been reported already. */
  checkReferences<K extends keyof Tables>(owner: Declared<unknown>, key: string, table: K): void {
    if (this.sections.unreadable.has(table)) return;
    const field = child(owner.node, key);
    // Expanded entries share their fields (27,500 VMs may share one list of hosts): each is checked once.
    if (field === undefined || this.#checked.has(field)) return;
    this.#checked.add(field);
    this.tables[table].checkField(field, `${owner.origin.path}.${key}`, this.findings);
  }

  /** Checks the names in a field inside a field. */
  checkReferencesIn(owner: Declared<unknown>, keys: readonly string[], table: keyof Tables): void {
    if (this.sections.unreadable.has(table)) return;
    let field: Located | undefined = owner.node;
    for (const key of keys) field = child(field, key);
    if (field !== undefined) {
      this.tables[table].checkField(field, [owner.origin.path, ...keys].join('.'), this.findings);
    }
  }

  /** Checks one name. */
  checkName(table: keyof Tables, name: string, span: Span, path: string): void {
    if (this.sections.unreadable.has(table)) return;
    this.tables[table].check(name, span, path, this.findings);
  }

  /** Notes that some things of a section could not be read, so that a name that is not found may be one of them. */
  markBroken(section: string): void {
    this.#unread.add(section);
  }

  isBroken(section: string): boolean {
    return this.sections.broken.has(section) || this.#unread.has(section);
  }

  /** The site of a thing: as stated, else as derived from what it belongs to, else the only site of the scenario. */
  siteOf(owner: Declared<{ site?: string | undefined }>, derived: string | undefined): string {
    const given = owner.value.site;
    if (given !== undefined) {
      this.checkReferences(owner, 'site', 'sites');
      return given;
    }
    if (derived !== undefined) return derived;
    const only = this.sites[0];
    if (this.sites.length === 1 && only !== undefined) return only.name;
    if (!this.isBroken('sites')) {
      const hint = didYouMean(
        '',
        this.sites.map(({ name }) => name),
      );
      this.report(
        'missing-key',
        owner,
        [],
        `'site' is missing in ${shown(owner.name)}: the scenario has several sites.`,
        hint,
      );
    }
    return only?.name ?? DEFAULTS.site.value;
  }

  /**
   * Reports an error or a warning, as its code says, at a field of an entry (`keys`: the way to it; none: the entry
   * itself).
   */
  report(
    code: Parameters<Findings['report']>[0],
    owner: Declared<unknown>,
    keys: readonly (string | number)[],
    message: string,
    hint?: string,
  ): void {
    const path = [owner.origin.path, ...keys].join('.');
    this.findings.report(code, message, { path, span: spanOf(owner, ...keys), key: keys.join('.'), hint });
  }

  /** Warns of a field that changes nothing. `why`: the end of the sentence, with its full stop. */
  noEffect(owner: Declared<unknown>, key: string, why: string): void {
    this.report('no-effect', owner, [key], `${shown(key)} of ${shown(owner.name)} has no effect: ${why}`);
  }
}

/** Simple deployment, unless there are hosts and all are Hyper-V. */
function hasDefaultProxy({ tables, broken }: Sections): boolean {
  if (tables.proxies.entries.length > 0 || broken.has('proxies')) return false;
  return tables.hosts.entries.length === 0 || tables.hosts.entries.some((host) => !isHyperV(host));
}

/** Proxies that exist without being declared. A host of a wrong shape may be one. */
function impliedProxies({ tables: { hosts } }: Sections, withDefault: boolean): string[] {
  const implied = hosts.names.filter((name) => {
    const host = hosts.get(name);
    return host === undefined || isHyperV(host);
  });
  return withDefault ? [DEFAULTS.proxyName.value, ...implied] : implied;
}

function isHyperV({ value }: Sections['tables']['hosts']['entries'][number]): boolean {
  return value.platform === 'hyperv';
}

function mainSite(sections: Sections): Declared<{ name: string }> {
  const { source, start } = sections.root.span;
  const name = DEFAULTS.site.value;
  const origin = { path: `sites.${name}`, span: { source, start, end: start } };
  return { name, value: { name }, node: sections.root, origin };
}

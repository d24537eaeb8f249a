import { addTo } from '../../../collections/grouped-by.ts';
import { didYouMean } from '../../../diagnostics/suggest.ts';
import { shown } from '../../../units/quantity-problem.ts';
import { type Declared, spanOf } from '../../decode/declared.ts';
import { FittingRows } from '../../names/fitting-rows.ts';
import { isGlob } from '../../names/glob.ts';
import { unknownNameHint } from '../../names/meant-names.ts';
import type { GroupSelector } from '../../sections/jobs.ts';
import type { VmTable } from '../../vms/vm-table.ts';
import type { Context } from '../context.ts';
import type { Mounts } from '../infrastructure/mounts.ts';
import { hostOf } from '../vms/vm-platforms.ts';

export type Selector = string | GroupSelector;

/** Rows of the VMs with each tag, host, datastore and cluster. */
type Groups = Readonly<Record<'tag' | 'host' | 'datastore' | 'cluster', Map<string, number[]>>> & {
  /** VMs of which chance decides where they run. */
  readonly onDrawnHosts: readonly number[];
};

function groupsOf({ traits, datastores }: VmTable, mounts: Mounts): Groups {
  const onDrawnHosts: number[] = [];
  const groups: Groups = {
    tag: new Map(),
    host: new Map(),
    datastore: new Map(),
    cluster: new Map(),
    onDrawnHosts,
  };
  for (const [row, { tags, host: own }] of traits.entries()) {
    for (const tag of new Set(tags)) addTo(groups.tag, tag, row);
    const stores = datastores.of(row);
    for (const store of stores) addTo(groups.datastore, store, row);
    const first = datastores.first(row);
    const isDrawn = own === undefined && first === undefined;
    const hosts = new Set((isDrawn ? stores : [first]).map((store) => hostOf(own, store, mounts)));
    if (hosts.size > 1) onDrawnHosts.push(row);
    const [host] = hosts;
    if (host === undefined || hosts.size > 1) continue;
    addTo(groups.host, host.name, row);
    if (host.cluster !== undefined) addTo(groups.cluster, host.cluster, row);
  }
  return groups;
}

/** Resolves the selectors of jobs to VMs. Indices are built once, since both may be many. */
export class VmSelection {
  readonly #context: Context;
  readonly #vms: VmTable;
  readonly #mounts: Mounts;
  /** Built when first needed: most jobs select by patterns of names. */
  #byName: ReadonlyMap<string, number> | undefined;
  #fitting: FittingRows | undefined;
  #groups: Groups | undefined;

  constructor(context: Context, vms: VmTable, mounts: Mounts) {
    this.#context = context;
    this.#vms = vms;
    this.#mounts = mounts;
  }

  /** The VMs of a job as rows, in the order of its selectors, each once and without those excluded. */
  rowsOf(job: Declared<{ vms: readonly Selector[]; exclude?: readonly Selector[] | undefined }>): number[] {
    const excluded = new Set<number>();
    for (const [index, selector] of (job.value.exclude ?? []).entries()) {
      for (const row of this.#rows(job, 'exclude', selector, index)) excluded.add(row);
    }
    const rows = new Set<number>();
    let unmatched = false;
    for (const [index, selector] of job.value.vms.entries()) {
      const meant = this.#rows(job, 'vms', selector, index);
      unmatched ||= meant.length === 0;
      for (const row of meant) if (!excluded.has(row)) rows.add(row);
    }
    if (rows.size === 0 && !unmatched) {
      this.#context.report(
        'empty-job',
        job,
        ['exclude'],
        `${shown(job.name)} has no VMs: 'exclude' removes every VM that 'vms' selects.`,
      );
    }
    return [...rows];
  }

  #rows(
    job: Declared<unknown>,
    field: 'vms' | 'exclude',
    selector: Selector,
    index: number,
  ): readonly number[] {
    if (typeof selector === 'string') return this.#named(job, field, selector, index);
    const { by: kind, word } = selector;
    this.#groups ??= groupsOf(this.#vms, this.#mounts);
    const [drawn] = this.#groups.onDrawnHosts;
    if ((kind === 'host' || kind === 'cluster') && drawn !== undefined) {
      const name = shown(this.#vms.names[drawn]!);
      const message = `The host of ${name} depends on how many disks are drawn, so no job can select by ${kind}.`;
      this.#context.findings.report('contradiction', message, {
        ...this.#vms.originOf(drawn),
        hint: "Write 'hosts' for the VMs of this population.",
      });
      return [drawn];
    }
    const found = this.#groups[kind].get(word);
    if (found !== undefined) return found;
    const { tables } = this.#context;
    const span = spanOf(job, field, index, kind);
    if (kind === 'host' || kind === 'datastore') {
      const table = kind === 'host' ? tables.hosts : tables.datastores;
      if (table.get(word) === undefined) {
        this.#context.checkName(`${kind}s`, word, span, `${job.origin.path}.${field}.${index}`);
        return [];
      }
    }
    const candidates =
      kind === 'cluster'
        ? tables.hosts.entries.flatMap(({ value }) => value.cluster ?? [])
        : [...this.#groups[kind].keys()];
    this.#noMatch(
      job,
      [field, index, kind],
      noneWords(kind, word),
      didYouMean(word, [...new Set(candidates)]),
    );
    return [];
  }

  #hintFor(pattern: string, known: readonly string[]): string | undefined {
    if (pattern === 'all') return 'Write "*" for all.';
    return this.#context.tables.jobs.get(pattern) === undefined
      ? unknownNameHint(pattern, known)
      : "It is a job. Write its VMs, as in the 'vms' of that job.";
  }

  #named(job: Declared<unknown>, field: string, pattern: string, index: number): readonly number[] {
    if (!isGlob(pattern)) {
      this.#byName ??= rowsByName(this.#vms.names);
      const row = this.#byName.get(pattern);
      if (row !== undefined) return [row];
      this.#noMatch(
        job,
        [field, index],
        `${shown(pattern)} is not a VM.`,
        this.#hintFor(pattern, [...this.#byName.keys()]),
      );
      return [];
    }
    this.#fitting ??= new FittingRows(this.#vms.names);
    const rows = this.#fitting.of(pattern);
    if (rows.length === 0) {
      // As in a regular expression.
      const isRegular = pattern.includes('.*');
      const hint = isRegular
        ? `A '*' alone stands for any text: write "${pattern.replaceAll('.*', '*')}".`
        : undefined;
      this.#noMatch(job, [field, index], `No VM name matches ${shown(pattern)}.`, hint);
    }
    return rows;
  }

  /** Reports nothing where VMs could not be read: the one that is meant may be among them. */
  #noMatch(
    job: Declared<unknown>,
    keys: readonly (string | number)[],
    message: string,
    hint: string | undefined,
  ): void {
    if (this.#context.isBroken('vms')) return;
    const none = this.#vms.length === 0 ? 'The scenario declares no VMs.' : undefined;
    this.#context.report('selector-no-match', job, keys, message, hint ?? none);
  }
}

/** What a selector that fits no VM asked for. */
function noneWords(kind: GroupSelector['by'], word: string): string {
  switch (kind) {
    case 'tag':
      return `No VM has the tag ${shown(word)}.`;
    case 'host':
      return `No VM runs on the host ${shown(word)}.`;
    case 'datastore':
      return `No VM has a disk on the datastore ${shown(word)}.`;
    case 'cluster':
      return `No VM runs on a host of the cluster ${shown(word)}.`;
  }
}

/** The first VM of each name. */
function rowsByName(names: readonly string[]): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  for (const [row, name] of names.entries()) if (!rows.has(name)) rows.set(name, row);
  return rows;
}

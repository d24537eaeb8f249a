import { addTo } from '../../../collections/grouped-by.ts';
import { nearest } from '../../../diagnostics/suggest.ts';
import { shown } from '../../../units/quantity-problem.ts';
import { type Declared, spanOf } from '../../decode/declared.ts';
import { globMatcher, isGlob } from '../../names/glob.ts';
import type { GroupSelector } from '../../sections/jobs.ts';
import { datastoresOfVm, firstDatastoreOf, type VmTable } from '../../vms/vm-table.ts';
import type { Context } from '../context.ts';
import type { Mounts } from '../infrastructure/mounts.ts';
import { hostOf } from '../vms/vm-platforms.ts';

export type Selector = string | GroupSelector;

/** Rows of VMs by what they have in common. */
type Groups = Readonly<Record<'tag' | 'host' | 'datastore' | 'cluster', Map<string, number[]>>>;

function groupsOf({ columns, traits }: VmTable, mounts: Mounts): Groups {
  const groups: Groups = { tag: new Map(), host: new Map(), datastore: new Map(), cluster: new Map() };
  for (const [row, { tags, host: own }] of traits.entries()) {
    for (const tag of new Set(tags)) addTo(groups.tag, tag, row);
    for (const store of datastoresOfVm(columns, row)) addTo(groups.datastore, store, row);
    const host = hostOf(own, firstDatastoreOf(columns, row), mounts);
    if (host === undefined) continue;
    addTo(groups.host, host.name, row);
    if (host.cluster !== undefined) addTo(groups.cluster, host.cluster, row);
  }
  return groups;
}

/** Which VMs a job's selectors mean. Indices are built once: jobs are many and VMs are more. */
export class VmSelection {
  readonly #context: Context;
  readonly #vms: VmTable;
  readonly #mounts: Mounts;
  /** Made when somebody selects by them: most jobs go by patterns of names. */
  #byName: ReadonlyMap<string, number> | undefined;
  #groups: Groups | undefined;

  constructor(context: Context, vms: VmTable, mounts: Mounts) {
    this.#context = context;
    this.#vms = vms;
    this.#mounts = mounts;
  }

  /** Rows in the order of the selectors, each once; what `exclude` means is left out. */
  rowsOf(job: Declared<{ vms: readonly Selector[]; exclude?: readonly Selector[] | undefined }>): number[] {
    // Those that are left out, or taken already.
    const isSettled = new Uint8Array(this.#vms.length);
    for (const [index, selector] of (job.value.exclude ?? []).entries()) {
      for (const row of this.#rows(job, 'exclude', selector, index)) isSettled[row] = 1;
    }
    const rows: number[] = [];
    let unmatched = false;
    for (const [index, selector] of job.value.vms.entries()) {
      const meant = this.#rows(job, 'vms', selector, index);
      unmatched ||= meant.length === 0;
      for (const row of meant) {
        if (isSettled[row] === 1) continue;
        isSettled[row] = 1;
        rows.push(row);
      }
    }
    if (rows.length === 0 && !unmatched) {
      this.#context.error(
        'empty-job',
        job,
        ['exclude'],
        `${shown(job.name)} protects nothing: 'exclude' leaves out every VM that 'vms' means.`,
      );
    }
    return rows;
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
      `No VM has the ${kind} ${shown(word)}.`,
      nearest(word, candidates),
    );
    return [];
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
        nearest(pattern, this.#byName.keys()),
      );
      return [];
    }
    const fits = globMatcher(pattern);
    const rows: number[] = [];
    const { names } = this.#vms;
    for (let row = 0; row < names.length; row++) if (fits(names[row]!)) rows.push(row);
    if (rows.length === 0)
      this.#noMatch(job, [field, index], `No VM is named like ${shown(pattern)}.`, undefined);
    return rows;
  }

  /** Silent where VMs could not be read: the one that is meant may be among them. */
  #noMatch(
    job: Declared<unknown>,
    keys: readonly (string | number)[],
    message: string,
    near: string | undefined,
  ): void {
    if (this.#context.isBroken('vms')) return;
    const hint =
      near === undefined
        ? this.#vms.length === 0
          ? 'There are no VMs.'
          : undefined
        : `Did you mean '${near}'?`;
    this.#context.error('selector-no-match', job, keys, message, hint);
  }
}

/** Of several VMs of one name the first. */
function rowsByName(names: readonly string[]): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  for (const [row, name] of names.entries()) if (!rows.has(name)) rows.set(name, row);
  return rows;
}

import type * as z from 'zod';
import { present } from '../../../collections/present.ts';
import { shown } from '../../../units/quantity-problem.ts';
import { type Declared, spanOf } from '../../decode/declared.ts';
import type { ShareOrBytes } from '../../decode/share-or-bytes.ts';
import { DEFAULTS } from '../../defaults.ts';
import { type Drawn, drawnValues, limitsOf, mapDrawn } from '../../sections/distribution.ts';
import type {
  disk as diskShape,
  population as populationShape,
  vm as vmShape,
} from '../../sections/workload.ts';
import { child, type Located } from '../../tree/located.ts';
import type { Disk, DiskPopulation, Distribution } from '../../vms/vm.ts';
import type { Context } from '../context.ts';
import { diskAmounts, diskProblems } from './disk-amounts.ts';
import type { SaidOfVm, VmDrafts } from './vm-drafts.ts';

type VmEntry = Declared<z.output<typeof vmShape>>;
type DiskValue = z.output<typeof diskShape>;
type PopulationValue = z.output<typeof populationShape>;

const NO_TAGS: readonly string[] = [];

/** Adds the VMs that the scenario itself declares, one by one or as populations. */
export class DeclaredVms {
  readonly #context: Context;
  readonly #drafts: VmDrafts;
  /** Number of VMs of each pattern added so far, by the place of its name. They take its hosts in turn. */
  readonly #turns = new Map<string, number>();
  readonly #numbers = new Map<string, number>();
  readonly #populations = new Map<Located, DiskPopulation>();
  /** What the last VM of each pattern and host states; the next one usually states the same. */
  readonly #said = new Map<string, SaidOfVm>();

  constructor(context: Context, drafts: VmDrafts) {
    this.#context = context;
    this.#drafts = drafts;
  }

  add(entry: VmEntry): void {
    const { name, value, origin } = entry;
    this.#context.checkReferences(entry, 'host', 'hosts');
    this.#context.checkReferences(entry, 'hosts', 'hosts');
    if (value.host !== undefined && value.hosts !== undefined) {
      this.#context.report(
        'contradiction',
        entry,
        ['hosts'],
        `${shown(name)} has both 'host' and 'hosts'.`,
        'Leave one of them out.',
      );
    }
    const family = `${origin.span.source.name}:${origin.span.start}`;
    const turn = this.#turns.get(family) ?? 0;
    this.#turns.set(family, turn + 1);
    const host = value.host ?? value.hosts?.[turn % value.hosts.length];
    const vm = this.#drafts.add(name, this.#saidBy(entry, host, family), origin.span);
    if (Array.isArray(value.disks)) {
      for (const disk of this.#disks(entry, value.disks))
        this.#drafts.addDisk(vm, disk.name, disk.datastore, disk);
      this.#noteDefaults(name, value.disks);
    } else {
      this.#noteDefaults(name, [value.disks as PopulationValue]);
      this.#drafts.setPopulation(vm, this.#population(entry, value.disks as PopulationValue, family));
    }
  }

  #noteDefaults(
    vm: string,
    disks: readonly Readonly<Partial<Record<'used' | 'changeRate', unknown>>>[],
  ): void {
    const { defaultsTaken } = this.#context;
    if (disks.some(({ used }) => used === undefined)) defaultsTaken.note(DEFAULTS.used, 'vms.disks.used', vm);
    if (disks.some(({ changeRate }) => changeRate === undefined))
      defaultsTaken.note(DEFAULTS.changeRate, 'vms.disks.changeRate', vm);
  }

  #saidBy(entry: VmEntry, host: string | undefined, family: string): SaidOfVm {
    const { value } = entry;
    const key = `${family} ${host}`;
    const said: SaidOfVm = {
      platform: value.platform,
      ...present({ host }),
      tags: value.tags ?? NO_TAGS,
      guest: value.guest ?? 'other',
      tracking: value.tracking,
      configVersion: value.configVersion,
      spanOf: (key) => spanOf(entry, key),
      ...present({ lastBackupUs: value.lastBackup }),
    };
    const last = this.#said.get(key);
    if (last !== undefined && isSame(last, said)) return last;
    this.#said.set(key, said);
    return said;
  }

  #disks(entry: VmEntry, disks: readonly DiskValue[]): Disk[] {
    if (disks.length === 0) {
      this.#context.report(
        'no-disks',
        entry,
        ['disks'],
        `${shown(entry.name)} has no disks, so there is nothing to back up.`,
      );
    }
    const names = new Set<string>();
    return disks.map((disk, row) => {
      const name = disk.name ?? `${row}`;
      if (names.has(name)) {
        this.#context.report(
          'duplicate-name',
          entry,
          ['disks', row],
          `${shown(entry.name)} has two disks named ${shown(name)}.`,
        );
      }
      names.add(name);
      return this.#disk(entry, disk, row, name);
    });
  }

  #disk(entry: VmEntry, disk: DiskValue, row: number, name: string): Disk {
    const node = child(child(entry.node, 'disks'), row) ?? entry.node;
    const path = `${entry.origin.path}.${name}`;
    const owner = { name, value: disk, node, origin: { path, span: node.span } };
    this.#context.checkReferences(owner, 'datastore', 'datastores');
    const amounts = diskAmounts(disk);
    for (const problem of diskProblems(amounts))
      this.#context.report(problem.code, owner, [problem.key], problem.message);
    return { name, datastore: disk.datastore, ...amounts };
  }

  #population(entry: VmEntry, value: PopulationValue, family: string): DiskPopulation {
    const node = child(entry.node, 'disks') ?? entry.node;
    const known = this.#populations.get(node);
    if (known !== undefined) return known;
    const owner = {
      name: entry.name,
      value,
      node,
      origin: { path: `${entry.origin.path}.disks`, span: node.span },
    };
    this.#context.checkReferences(owner, 'datastores', 'datastores');
    if (drawnValues(value.size).some((size) => size <= 0)) {
      this.#context.report('out-of-range', owner, ['size'], 'The size of a disk must be more than 0.');
    }
    const number = this.#numbers.get(family) ?? this.#numbers.size;
    this.#numbers.set(family, number);
    const population: DiskPopulation = {
      count: value.count ?? constant(1),
      size: value.size,
      used: this.#used(owner, value.used),
      changeRate: value.changeRate ?? constant(DEFAULTS.changeRate.value),
      deleted: value.deleted ?? constant(DEFAULTS.deleted.value),
      swap: value.swap ?? constant(DEFAULTS.swap.value),
      thin: value.thin ?? DEFAULTS.thin.value,
      datastores: value.datastores,
      population: number,
    };
    this.#populations.set(node, population);
    // What no draw can mend. A draw above its disk's size is cut to that size.
    const { used } = population;
    const amounts = {
      size: limitsOf(population.size).most,
      used: used.of === 'size' ? 0 : limitsOf(used.distribution).least,
      changeRate: 0,
      deleted: limitsOf(population.deleted).least,
      swap: limitsOf(population.swap).least,
      thin: population.thin,
    };
    for (const problem of diskProblems(amounts))
      this.#context.report(problem.code, owner, [problem.key], problem.message);
    return population;
  }

  #used(owner: Declared<unknown>, used: Drawn<ShareOrBytes> | undefined): DiskPopulation['used'] {
    if (used === undefined) return { of: 'size', distribution: constant(DEFAULTS.used.value) };
    const kinds = new Set(drawnValues(used).map(({ of }) => of));
    if (kinds.size > 1) {
      this.#context.report(
        'contradiction',
        owner,
        ['used'],
        "'used' mixes shares and amounts.",
        'Write all of its values as shares of the size, or all as amounts.',
      );
    }
    return { of: [...kinds][0] ?? 'size', distribution: mapDrawn(used, ({ value }) => value) };
  }
}

/** Whether two VMs of the same pattern and host state the same. */
function isSame(a: SaidOfVm, b: SaidOfVm): boolean {
  return (
    a.platform === b.platform &&
    a.tags === b.tags &&
    a.guest === b.guest &&
    a.tracking === b.tracking &&
    a.configVersion === b.configVersion &&
    a.lastBackupUs === b.lastBackupUs
  );
}

function constant(value: number): Distribution {
  return { kind: 'constant', value };
}

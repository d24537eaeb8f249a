import { GrowingInts } from '../../collections/growing-numbers.ts';
import type { Span } from '../../diagnostics/diagnostic.ts';
import { type LineTable, spanOfLine } from '../../diagnostics/source-text.ts';
import type { Origin } from '../origin.ts';
import { DatastoresOfVms } from './datastores-of-vms.ts';
import { type DiskFigures, DiskFiguresBuilder, figuresOf, figuresOfRows } from './disk-figures.ts';
import type { Disk, DiskAmounts, DiskPopulation, Vm, VmTraits } from './vm.ts';

/** Where a VM is declared: a span, or the line table of a file; the line itself is then in `lines`. */
export type VmPlace = Span | LineTable;

/** The columns of VMs, and of their disks VM by VM. */
export interface VmColumns {
  readonly names: readonly string[];
  readonly places: readonly VmPlace[];
  /** Line of each VM, from 1; used if its place is a line table. */
  readonly lines: Int32Array;
  /** First disk of each VM, followed by the number of all disks. */
  readonly firstDisk: Int32Array;
  readonly figures: DiskFigures;
  /** By disk: its datastore as a row of `datastoreNames`. */
  readonly datastores: Int32Array;
  readonly datastoreNames: readonly string[];
  /** Populations by VM, for VMs whose disks are still to be drawn. */
  readonly populations: ReadonlyMap<number, DiskPopulation>;
}

/**
 * The VMs of a scenario in declaration order, as columns: an object per VM and disk would take most of the memory of a large
 * scenario. VMs with the same traits share one object.
 */
export class VmTable implements Iterable<Vm> {
  readonly columns: VmColumns;
  /** By VM. */
  readonly traits: readonly VmTraits[];
  #datastores: DatastoresOfVms | undefined;

  constructor(columns: VmColumns, traits: readonly VmTraits[]) {
    this.columns = columns;
    this.traits = traits;
  }

  static of(vms: Iterable<Vm>): VmTable {
    const builder = new VmColumnsBuilder();
    const traits: VmTraits[] = [];
    for (const { name, disks, origin, ...own } of vms) {
      const vm = builder.addVm(name, origin.span, 0);
      if ('population' in disks) builder.setPopulation(vm, disks);
      else for (const disk of disks) builder.addDisk(vm, disk.name, disk.datastore, disk);
      traits.push(own);
    }
    return new VmTable(builder.columns(), traits);
  }

  get length(): number {
    return this.columns.names.length;
  }

  get names(): readonly string[] {
    return this.columns.names;
  }

  originOf(vm: number): Origin {
    return { path: `vms.${this.names[vm]!}`, span: spanOfVm(this.columns, vm) };
  }

  disksOf(vm: number): readonly Disk[] | DiskPopulation {
    const { populations, firstDisk, figures, datastores, datastoreNames } = this.columns;
    const population = populations.get(vm);
    if (population !== undefined) return population;
    const first = firstDisk[vm]!;
    return Array.from({ length: firstDisk[vm + 1]! - first }, (_, k) => ({
      ...figuresOf(figures, first + k),
      datastore: datastoreNames[datastores[first + k]!]!,
    }));
  }

  /** Which datastores hold the disks of its VMs. */
  get datastores(): DatastoresOfVms {
    this.#datastores ??= new DatastoresOfVms(this.columns);
    return this.#datastores;
  }

  /** A copy in which some VMs have other disks. */
  withDisks(disks: ReadonlyMap<number, readonly Disk[]>): VmTable {
    const builder = new VmColumnsBuilder();
    const { names, places, lines } = this.columns;
    for (let vm = 0; vm < this.length; vm++) {
      builder.addVm(names[vm]!, places[vm]!, lines[vm]!);
      const own = disks.get(vm) ?? this.disksOf(vm);
      if ('population' in own) builder.setPopulation(vm, own);
      else for (const disk of own) builder.addDisk(vm, disk.name, disk.datastore, disk);
    }
    return new VmTable(builder.columns(), this.traits);
  }

  /** A VM as an object, new at each call. */
  at(vm: number): Vm {
    const disks = this.disksOf(vm);
    return { name: this.names[vm]!, ...this.traits[vm]!, disks, origin: this.originOf(vm) };
  }

  *[Symbol.iterator](): Generator<Vm> {
    for (let vm = 0; vm < this.length; vm++) yield this.at(vm);
  }
}

export function spanOfVm({ places, lines }: VmColumns, vm: number): Span {
  const place = places[vm]!;
  return 'starts' in place ? spanOfLine(place, lines[vm]!) : place;
}

/** Builds the columns VM by VM and disk by disk; the disks of a VM need not be added together. */
export class VmColumnsBuilder {
  readonly #names: string[] = [];
  readonly #places: VmPlace[] = [];
  readonly #lines = new GrowingInts();
  readonly #populations = new Map<number, DiskPopulation>();
  readonly #figures = new DiskFiguresBuilder();
  readonly #datastores = new GrowingInts();
  readonly #datastoreRows = new Map<string, number>();
  readonly #vmOfDisk = new GrowingInts();
  /** By VM: number of its disks so far. */
  readonly #disks = new GrowingInts();

  get length(): number {
    return this.#names.length;
  }

  /** Returns the row of the VM. `line` is used if the place is a line table. */
  addVm(name: string, place: VmPlace, line: number): number {
    this.#names.push(name);
    this.#places.push(place);
    this.#lines.push(line);
    return this.#disks.push(0);
  }

  addDisk(vm: number, name: string, datastore: string, amounts: DiskAmounts): void {
    this.#figures.add(name, amounts);
    let row = this.#datastoreRows.get(datastore);
    if (row === undefined) {
      row = this.#datastoreRows.size;
      this.#datastoreRows.set(datastore, row);
    }
    this.#datastores.push(row);
    this.#vmOfDisk.push(vm);
    this.#disks.set(vm, this.#disks.at(vm) + 1);
  }

  setPopulation(vm: number, population: DiskPopulation): void {
    this.#populations.set(vm, population);
  }

  /** Number of disks that a VM has so far. */
  disksOf(vm: number): number {
    return this.#disks.at(vm);
  }

  columns(): VmColumns {
    const firstDisk = new Int32Array(this.length + 1);
    for (let vm = 0; vm < this.length; vm++) firstDisk[vm + 1] = firstDisk[vm]! + this.#disks.at(vm);
    const datastores = this.#datastores.taken();
    const figures = this.#figures.figures();
    const order = orderByVm(this.#vmOfDisk.taken(), firstDisk);
    return {
      names: this.#names,
      places: this.#places,
      lines: this.#lines.taken(),
      firstDisk,
      figures: order === undefined ? figures : figuresOfRows(figures, order),
      datastores: order === undefined ? datastores : order.map((disk) => datastores[disk]!),
      datastoreNames: [...this.#datastoreRows.keys()],
      populations: this.#populations,
    };
  }
}

/** Rows of disks grouped by VM, in the order in which they were added; undefined: they are grouped already. */
function orderByVm(vmOfDisk: Int32Array, firstDisk: Int32Array): Int32Array | undefined {
  if (vmOfDisk.every((vm, disk) => disk === 0 || vmOfDisk[disk - 1]! <= vm)) return undefined;
  const next = firstDisk.slice();
  const order = new Int32Array(vmOfDisk.length);
  vmOfDisk.forEach((vm, disk) => {
    order[next[vm]!++] = disk;
  });
  return order;
}

import { type DiskFigures, figuresOf } from '../../scenario/vms/disk-figures.ts';

/** One disk of a model; amounts in bytes, shares from 0 to 1. */
export interface DiskRow {
  readonly vm: number;
  readonly name: string;
  readonly datastore: number;
  readonly size: number;
  readonly used: number;
  readonly changeRate: number;
  readonly deleted: number;
  readonly swap: number;
  readonly thin: boolean;
}

/** The disks of a model, VM by VM, with a column per field, so that reading one field creates no object. */
export class DiskRows {
  readonly figures: DiskFigures;
  readonly #vm: Int32Array;
  readonly #datastore: Int32Array;

  /** `vm` and `datastore` have one entry per row of `figures`. */
  constructor(figures: DiskFigures, vm: Int32Array, datastore: Int32Array) {
    this.figures = figures;
    this.#vm = vm;
    this.#datastore = datastore;
  }

  get length(): number {
    return this.#vm.length;
  }

  vmOf(disk: number): number {
    return this.#vm[disk]!;
  }

  datastoreOf(disk: number): number {
    return this.#datastore[disk]!;
  }

  /** Whether no earlier disk of the same VM is on the same datastore. */
  isFirstOnDatastore(disk: number): boolean {
    for (let other = disk - 1; other >= 0 && this.#vm[other] === this.#vm[disk]; other--) {
      if (this.#datastore[other] === this.#datastore[disk]) return false;
    }
    return true;
  }

  nameOf(disk: number): string {
    return this.figures.names[disk]!;
  }

  isThin(disk: number): boolean {
    return this.figures.thin[disk] === 1;
  }

  /** A disk as an object, new at each call. */
  at(disk: number): DiskRow {
    return { ...figuresOf(this.figures, disk), vm: this.vmOf(disk), datastore: this.datastoreOf(disk) };
  }

  *[Symbol.iterator](): Generator<DiskRow> {
    for (let disk = 0; disk < this.length; disk++) yield this.at(disk);
  }
}

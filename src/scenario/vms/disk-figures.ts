import { GrowingDoubles, GrowingInts } from '../../collections/growing-numbers.ts';
import type { Disk, DiskAmounts } from './vm.ts';

/**
 * The figures of disks without their datastores, as columns: an object per disk would take most of the memory of a large
 * scenario. Sizes in whole bytes, shares from 0 to 1, as in `Disk`.
 */
export class DiskFigures {
  readonly names: readonly string[];
  readonly size: Float64Array;
  readonly used: Float64Array;
  readonly changeRate: Float64Array;
  readonly deleted: Float64Array;
  readonly swap: Float64Array;
  /** 1: thin provisioned. */
  readonly thin: Uint8Array;

  constructor(columns: DiskFigureColumns) {
    this.names = columns.names;
    this.size = columns.size;
    this.used = columns.used;
    this.changeRate = columns.changeRate;
    this.deleted = columns.deleted;
    this.swap = columns.swap;
    this.thin = columns.thin;
  }

  get length(): number {
    return this.size.length;
  }

  at(row: number): Omit<Disk, 'datastore'> {
    return {
      name: this.names[row]!,
      size: this.size[row]!,
      used: this.used[row]!,
      changeRate: this.changeRate[row]!,
      deleted: this.deleted[row]!,
      swap: this.swap[row]!,
      thin: this.thin[row] === 1,
    };
  }

  /** A copy with these rows, in this order. */
  taken(rows: Int32Array): DiskFigures {
    return new DiskFigures({
      names: Array.from(rows, (row) => this.names[row]!),
      size: Float64Array.from(rows, (row) => this.size[row]!),
      used: Float64Array.from(rows, (row) => this.used[row]!),
      changeRate: Float64Array.from(rows, (row) => this.changeRate[row]!),
      deleted: Float64Array.from(rows, (row) => this.deleted[row]!),
      swap: Float64Array.from(rows, (row) => this.swap[row]!),
      thin: Uint8Array.from(rows, (row) => this.thin[row]!),
    });
  }
}

export type DiskFigureColumns = Pick<
  DiskFigures,
  'names' | 'size' | 'used' | 'changeRate' | 'deleted' | 'swap' | 'thin'
>;

/** Builds the columns disk by disk. */
export class DiskFiguresBuilder {
  readonly #names: string[] = [];
  readonly #size = new GrowingDoubles();
  readonly #used = new GrowingDoubles();
  readonly #changeRate = new GrowingDoubles();
  readonly #deleted = new GrowingDoubles();
  readonly #swap = new GrowingDoubles();
  readonly #thin = new GrowingInts();

  add(name: string, { size, used, changeRate, deleted, swap, thin }: DiskAmounts): void {
    this.#names.push(name);
    this.#size.push(size);
    this.#used.push(used);
    this.#changeRate.push(changeRate);
    this.#deleted.push(deleted);
    this.#swap.push(swap);
    this.#thin.push(thin ? 1 : 0);
  }

  figures(): DiskFigures {
    return new DiskFigures({
      names: this.#names,
      size: this.#size.taken(),
      used: this.#used.taken(),
      changeRate: this.#changeRate.taken(),
      deleted: this.#deleted.taken(),
      swap: this.#swap.taken(),
      thin: new Uint8Array(this.#thin.taken()),
    });
  }
}

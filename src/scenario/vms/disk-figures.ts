import { GrowingDoubles, GrowingInts } from '../../collections/growing-numbers.ts';
import type { Disk, DiskAmounts } from './vm.ts';

/**
 * The figures of disks without their datastores, as columns: an object per disk would take most of the memory of a large
 * scenario. Sizes in whole bytes, shares from 0 to 1, as in `Disk`.
 */
export interface DiskFigures {
  readonly names: readonly string[];
  readonly size: Float64Array;
  readonly used: Float64Array;
  readonly changeRate: Float64Array;
  readonly deleted: Float64Array;
  readonly swap: Float64Array;
  /** 1: thin provisioned. */
  readonly thin: Uint8Array;
}

/** The figures of one disk as an object, new at each call. */
export function figuresOf(disks: DiskFigures, row: number): Omit<Disk, 'datastore'> {
  return {
    name: disks.names[row]!,
    size: disks.size[row]!,
    used: disks.used[row]!,
    changeRate: disks.changeRate[row]!,
    deleted: disks.deleted[row]!,
    swap: disks.swap[row]!,
    thin: disks.thin[row] === 1,
  };
}

/** A copy with these rows, in this order. */
export function figuresOfRows(disks: DiskFigures, rows: Int32Array): DiskFigures {
  const doubles = (column: Float64Array) => Float64Array.from(rows, (row) => column[row]!);
  return {
    names: Array.from(rows, (row) => disks.names[row]!),
    size: doubles(disks.size),
    used: doubles(disks.used),
    changeRate: doubles(disks.changeRate),
    deleted: doubles(disks.deleted),
    swap: doubles(disks.swap),
    thin: Uint8Array.from(rows, (row) => disks.thin[row]!),
  };
}

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
    return {
      names: this.#names,
      size: this.#size.taken(),
      used: this.#used.taken(),
      changeRate: this.#changeRate.taken(),
      deleted: this.#deleted.taken(),
      swap: this.#swap.taken(),
      thin: new Uint8Array(this.#thin.taken()),
    };
  }
}

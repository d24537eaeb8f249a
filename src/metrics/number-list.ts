const BLOCK_BITS = 14;
const BLOCK = 1 << BLOCK_BITS;

/**
 * A list of numbers that only grows: 8 bytes each, in blocks, so that growing copies nothing and garbage collection has
 * nothing to look through. Long runs keep millions of them.
 */
export class NumberList {
  readonly #blocks: Float64Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    const at = this.#length++ & (BLOCK - 1);
    if (at === 0) this.#blocks.push(new Float64Array(BLOCK));
    this.#blocks[this.#blocks.length - 1]![at] = value;
  }

  at(index: number): number {
    return this.#blocks[index >> BLOCK_BITS]![index & (BLOCK - 1)]!;
  }

  set(index: number, value: number): void {
    this.#blocks[index >> BLOCK_BITS]![index & (BLOCK - 1)] = value;
  }
}

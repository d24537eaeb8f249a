/** Names as numbers: each is kept once, in the order in which they came. */
export class NameTable {
  readonly names: string[] = [];
  readonly #rows = new Map<string, number>();

  row(name: string): number {
    const known = this.#rows.get(name);
    if (known !== undefined) return known;
    const row = this.names.push(name) - 1;
    this.#rows.set(name, row);
    return row;
  }
}

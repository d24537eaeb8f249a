/**
 * Texts that are kept for long, each once. A cell of a table is only a view into a long text: as long as the cell is
 * kept, all of that text stays in memory.
 */
export class KeptTexts {
  readonly #kept = new Map<string, string>();

  /** An equal text with memory of its own. */
  of(text: string): string {
    const known = this.#kept.get(text);
    if (known !== undefined) return known;
    // Through bytes, because every other copy of a text is a view again.
    const own = Buffer.from(text).toString();
    this.#kept.set(own, own);
    return own;
  }
}

/**
 * Texts that are kept for long, each once. A cell of a table is only a view into a long text: whoever keeps it keeps all of
 * that text in memory.
 */
export class KeptTexts {
  readonly #kept = new Map<string, string>();

  /** An equal text that stands alone in memory. */
  of(text: string): string {
    const known = this.#kept.get(text);
    if (known !== undefined) return known;
    // Through bytes, because every other copy of a text is a view again.
    const own = Buffer.from(text).toString();
    this.#kept.set(own, own);
    return own;
  }
}

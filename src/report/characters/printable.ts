/**
 * Control characters, and marks that change the direction of text: a name must not be able to draw on the terminal.
 */
const UNPRINTABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: taking control characters out is the purpose
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

export function isPrintable(text: string): boolean {
  return text.search(UNPRINTABLE) < 0;
}

/** A name or message made safe for one line of a text report. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, '\ufffd');
}

/** The characters of a text as `charCodeAt` gives them: asked for a million of them, a column of numbers answers much faster. */
export type CodeUnits = Uint8Array | Uint16Array;

export function codeUnits(text: string): CodeUnits {
  // One byte each, if all of them are ASCII: made at once.
  const bytes = new TextEncoder().encode(text);
  if (bytes.length === text.length) return bytes;
  const codes = new Uint16Array(text.length);
  for (let at = 0; at < text.length; at++) codes[at] = text.charCodeAt(at);
  return codes;
}

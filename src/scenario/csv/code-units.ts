/** The code units of a text. For millions of characters, reading a typed array is much faster than `charCodeAt`. */
export type CodeUnits = Uint8Array | Uint16Array;

export function codeUnits(text: string): CodeUnits {
  // The fast path for ASCII: one byte per code unit.
  const bytes = new TextEncoder().encode(text);
  if (bytes.length === text.length) return bytes;
  const codes = new Uint16Array(text.length);
  for (let at = 0; at < text.length; at++) codes[at] = text.charCodeAt(at);
  return codes;
}

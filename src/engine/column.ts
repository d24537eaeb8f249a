// Hot state is kept as a structure of arrays: one typed array (a "column") per field, indexed by row. A column that has
// become too short is replaced by a longer copy.

/** A longer copy of a column of doubles; the new entries are 0. */
export function grownFloats(old: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const grown = new Float64Array(length);
  grown.set(old);
  return grown;
}

/** A longer copy of a column of 32-bit integers; the new entries are 0. */
export function grownInts(old: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(length);
  grown.set(old);
  return grown;
}

/** A longer copy of a column of bytes; the new entries are 0. */
export function grownBytes(old: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const grown = new Uint8Array(length);
  grown.set(old);
  return grown;
}

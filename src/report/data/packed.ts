/**
 * Plain data that contains typed arrays, as bytes and back. The format: the length of the JSON in 32 bits,
 * little-endian; JSON in which a reference stands for each typed array; then the arrays, each aligned to eight bytes.
 * All machines that run Node.js or a browser are little-endian.
 */
const KINDS = {
  u8: Uint8Array,
  u16: Uint16Array,
  u32: Uint32Array,
  f32: Float32Array,
  f64: Float64Array,
} as const;
type Kind = keyof typeof KINDS;
type Typed = InstanceType<(typeof KINDS)[Kind]>;

interface Reference {
  readonly column: Kind;
  /** Offset in bytes from the start of the first array. */
  readonly at: number;
  readonly length: number;
}

const ALIGNMENT = 8;
const HEAD = 4;

/**
 * The bytes in pieces of the given length (the last may be shorter), because those of a long report take more memory
 * than everything else needed to write it. The caller owns each piece. The value must not change until all pieces
 * have been taken.
 */
export function* packedPieces(value: unknown, length: number): Generator<Uint8Array<ArrayBuffer>> {
  const parts = partsOf(value);
  let left = parts.reduce((sum, part) => sum + part.length, 0);
  let piece = new Uint8Array(Math.min(left, length));
  let filled = 0;
  for (const part of parts) {
    for (let from = 0; from < part.length; ) {
      const taken = part.subarray(from, from + piece.length - filled);
      piece.set(taken, filled);
      from += taken.length;
      filled += taken.length;
      if (filled < piece.length) continue;
      yield piece;
      left -= filled;
      piece = new Uint8Array(Math.min(left, length));
      filled = 0;
    }
  }
}

/** The bytes in order; typed arrays as they lie in memory, without a copy. */
function partsOf(value: unknown): Uint8Array[] {
  const arrays: Uint8Array[] = [];
  let size = 0;
  const addArray = (array: Typed): number => {
    const at = size;
    arrays.push(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), padding(array.byteLength));
    size = aligned(at + array.byteLength);
    return at;
  };
  /** The value with references for its typed arrays; parts without any are only traversed, not copied. */
  const referring = (inner: unknown): unknown => {
    if (typeof inner !== 'object' || inner === null) return inner;
    const kind = kindOf(inner);
    if (kind !== undefined) {
      const array = inner as Typed;
      const reference: Reference = { column: kind, at: addArray(array), length: array.length };
      return reference;
    }
    if (Array.isArray(inner)) {
      let copy: unknown[] | undefined;
      for (let i = 0; i < inner.length; i++) {
        // Most elements are names, a hundred thousand of them.
        if (typeof inner[i] === 'string') continue;
        const told = referring(inner[i]);
        if (told === inner[i]) continue;
        copy ??= [...inner];
        copy[i] = told;
      }
      return copy ?? inner;
    }
    let copy: Record<string, unknown> | undefined;
    for (const name in inner) {
      const part: unknown = (inner as Record<string, unknown>)[name];
      const told = referring(part);
      if (told === part) continue;
      copy ??= { ...inner };
      copy[name] = told;
    }
    return copy ?? inner;
  };
  const head = new TextEncoder().encode(JSON.stringify(referring(value)));
  const length = new Uint8Array(HEAD);
  new DataView(length.buffer).setUint32(0, head.length, true);
  return [length, head, padding(HEAD + head.length), ...arrays];
}

/** Throws whatever the decoder throws if the bytes are not packed data. The arrays are views of the bytes. */
export function unpack(bytes: Uint8Array<ArrayBuffer>): unknown {
  // Views need eight-byte alignment in memory, too.
  const own = bytes.byteOffset % ALIGNMENT === 0 ? bytes : bytes.slice();
  const view = new DataView(own.buffer, own.byteOffset, own.byteLength);
  const length = view.getUint32(0, true);
  const text = new TextDecoder('utf-8', { fatal: true }).decode(own.subarray(HEAD, HEAD + length));
  const start = own.byteOffset + aligned(HEAD + length);
  return JSON.parse(text, (_, inner: unknown) => {
    if (!isReference(inner)) return inner;
    return new KINDS[inner.column](own.buffer, start + inner.at, inner.length);
  });
}

function kindOf(value: unknown): Kind | undefined {
  if (!ArrayBuffer.isView(value)) return undefined;
  const kind = (Object.keys(KINDS) as Kind[]).find((name) => value instanceof KINDS[name]);
  if (kind === undefined) throw new Error('an array of a kind that is never packed');
  return kind;
}

/** Maps by name never look like this: their values are not strings. */
function isReference(value: unknown): value is Reference {
  if (typeof value !== 'object' || value === null) return false;
  const { column, at, length } = value as Partial<Reference>;
  return (
    typeof column === 'string' &&
    Object.hasOwn(KINDS, column) &&
    typeof at === 'number' &&
    typeof length === 'number'
  );
}

/** Padding from a size in bytes to the next multiple of eight. */
function padding(size: number): Uint8Array {
  return new Uint8Array(aligned(size) - size);
}

function aligned(size: number): number {
  return Math.ceil(size / ALIGNMENT) * ALIGNMENT;
}

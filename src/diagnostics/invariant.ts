/** A bug in this program, not a problem of its input. The message names the broken invariant. */
export class Bug extends Error {
  override readonly name = 'Bug';
}

/** Throws a Bug unless the condition holds. For guarantees of the code itself, never for checks of input. */
export function invariant(condition: unknown, message: string | (() => string)): asserts condition {
  if (!condition) throw new Bug(typeof message === 'string' ? message : message());
}

/** The end of an exhaustive `switch`: the compiler proves that it is never reached. */
export function unreachable(value: never): never {
  throw new Bug(`unreachable: ${String(value)}`);
}

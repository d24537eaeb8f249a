/** A bug in this program, not a finding about its input: says what was broken. */
export class Bug extends Error {
  override readonly name = 'Bug';
}

/** Throws a Bug unless the condition holds. For what the code itself must guarantee, never for input. */
export function invariant(condition: unknown, message: string | (() => string)): asserts condition {
  if (!condition) throw new Bug(typeof message === 'string' ? message : message());
}

/** The end of an exhaustive `switch`: the compiler proves that it is never reached. */
export function unreachable(value: never): never {
  throw new Bug(`unreachable: ${String(value)}`);
}

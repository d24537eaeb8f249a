/** Why a text is not the expected quantity. The codes are a subset of the diagnostic codes. */
export interface QuantityProblem {
  readonly code: 'missing-unit' | 'ambiguous-unit' | 'unknown-unit' | 'bad-quantity' | 'out-of-range';
  readonly message: string;
  readonly hint?: string;
}

export type Quantity<T = number> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: QuantityProblem };

export function read<T>(value: T): Quantity<T> {
  return { ok: true, value };
}

export function refuse(code: QuantityProblem['code'], message: string, hint?: string): Quantity<never> {
  return { ok: false, problem: hint === undefined ? { code, message } : { code, message, hint } };
}

/** The text for a one-line message: quoted, cut to 60 characters, without control characters. */
export function shown(text: string): string {
  const short = text.length > 60 ? `${text.slice(0, 57)}...` : text;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: taking control characters out is the purpose
  return `'${short.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '\ufffd')}'`;
}

import type * as z from 'zod';

/** A kind of JSON file that one command writes to a result folder and another one reads. */
export interface StoredKind<Content> {
  /** `proxysim-plan/2`. */
  readonly format: string;
  /** `a plan`. */
  readonly what: string;
  readonly shape: z.ZodType<Content>;
}

export type ReadStored<Content> =
  | { readonly ok: true; readonly content: Content }
  /** The end of a sentence that begins with the file's name. */
  | { readonly ok: false; readonly problem: string };

/** The content of the file, if all required parts have the right shape. */
export function readStoredJson<Content>(
  text: string,
  { format, what, shape }: StoredKind<Content>,
): ReadStored<Content> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { ok: false, problem: 'is damaged or cut off' };
  }
  const said = typeof parsed === 'object' && parsed !== null && 'format' in parsed ? parsed.format : null;
  const kind = format.slice(0, format.indexOf('/') + 1);
  if (typeof said !== 'string' || !said.startsWith(kind)) return { ok: false, problem: `is not ${what}` };
  if (said !== format)
    return { ok: false, problem: `is of another version ('${said}') than this program reads ('${format}')` };
  const checked = shape.safeParse(parsed);
  // Not the validated copy, which lacks fields that the shape does not mention.
  if (checked.success) return { ok: true, content: parsed as Content };
  return {
    ok: false,
    problem: `is damaged: '${place(checked.error.issues[0]!.path)}' is missing or wrong`,
  };
}

/** `designs[3].cost`. */
function place(path: readonly PropertyKey[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
}

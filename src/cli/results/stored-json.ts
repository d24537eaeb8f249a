import type * as z from 'zod';

/** A kind of JSON file that a command leaves in a result folder, and another reads. */
export interface StoredKind<Content> {
  /** `proxysim-plan/2`. */
  readonly format: string;
  /** `a plan`. */
  readonly what: string;
  readonly shape: z.ZodType<Content>;
}

export type ReadStored<Content> =
  | { readonly ok: true; readonly content: Content }
  /** The end of "'FILE' …". */
  | { readonly ok: false; readonly problem: string };

/** The content as it stands in the file, once all of it that is asked for is found to be of its kind. */
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
  // Not what the check made of it, which leaves out what nobody asks for.
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

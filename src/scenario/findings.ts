import { present } from '../collections/present.ts';
import { CODES, type Code } from '../diagnostics/codes.ts';
import type { Diagnostic, Note, Span } from '../diagnostics/diagnostic.ts';

export interface Place {
  readonly path: string;
  readonly span?: Span | undefined;
  /** The key that the finding is about. Tells findings apart if several missing keys share one place. */
  readonly key?: string | undefined;
  readonly hint?: string | undefined;
  readonly notes?: readonly Note[];
}

/** The most findings of one code that are kept: a file that is wrong throughout would give more than anyone reads. */
export const MOST_OF_A_CODE = 1000;

/**
 * Collects findings. Each is kept once per place and key: a mistake in an entry that expands to 55,000 VMs is reported once.
 */
export class Findings {
  readonly #kept: Diagnostic[] = [];
  readonly #ofCode = new Map<Code, number>();
  readonly #seen = new Map<Span['source'] | undefined, Set<string>>();
  #errors = 0;

  report(code: Code, message: string, place: Place): void {
    const { severity } = CODES[code];
    if (severity === 'error') this.#errors += 1;
    const alike = this.#ofCode.get(code) ?? 0;
    if (alike >= MOST_OF_A_CODE) return;
    const key = `${code} ${place.span?.start} ${place.span?.end} ${place.span === undefined ? message : (place.key ?? '')}`;
    const seen = this.#seen.get(place.span?.source) ?? new Set();
    if (seen.has(key)) return;
    // A pattern that did not expand is not a name, so further findings about it as a name would be noise.
    const unexpanded = `unexpanded ${place.span?.start} ${place.span?.end}`;
    if (seen.has(unexpanded)) return;
    if (code === 'expansion-mismatch' || code === 'expansion-limit') seen.add(unexpanded);
    seen.add(key);
    this.#seen.set(place.span?.source, seen);
    this.#ofCode.set(code, alike + 1);
    const { path, hint, span, notes } = place;
    this.#kept.push({ code, severity, message, path, ...present({ hint, span, notes }) });
  }

  get hasErrors(): boolean {
    return this.#errors > 0;
  }

  get all(): readonly Diagnostic[] {
    return this.#kept;
  }
}

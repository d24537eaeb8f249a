import type { Code } from './codes.ts';

/** Half-open range of offsets into one source text. */
export interface Span {
  readonly source: SourceText;
  readonly start: number;
  readonly end: number;
}

/** One text that input came from; kept whole so that a message can show the line it speaks of. */
export interface SourceText {
  /** As the user named it: what stands before the first colon of a rendered message. */
  readonly name: string;
  readonly text: string;
}

export interface Note {
  readonly message: string;
  readonly span?: Span;
}

/** A finding about the input, as data. Diagnostics are collected and shown together; exceptions are for bugs. */
export interface Diagnostic {
  readonly code: Code;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** What to do about it, when that can be said in a line. */
  readonly hint?: string;
  /** For machines: `proxies.px1.maxConcurrentTasks`. */
  readonly path: string;
  /** Absent where the finding has no place in a text (a command-line option, a file that cannot be read). */
  readonly span?: Span;
  readonly notes?: readonly Note[];
}

export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly warnings: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

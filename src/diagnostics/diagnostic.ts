import type { Code } from './codes.ts';

/** Half-open range of offsets into one source text. */
export interface Span {
  readonly source: SourceText;
  /** In UTF-16 code units, as `text.slice` counts. */
  readonly start: number;
  readonly end: number;
}

/** A text of the input, kept whole so that a message can quote a line of it. */
export interface SourceText {
  /** The name that the user gave; a rendered message begins with it. */
  readonly name: string;
  readonly text: string;
}

/** What else belongs to a finding, such as where a name was declared first. */
export interface Note {
  readonly message: string;
  readonly span?: Span;
}

/** A finding about the input, as data. Diagnostics are collected and shown together; exceptions are for bugs. */
export interface Diagnostic {
  readonly code: Code;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** How to fix it, if one line is enough to say so. */
  readonly hint?: string;
  /** For machines: `proxies.px1.maxConcurrentTasks`. */
  readonly path: string;
  /** Absent if the finding has no place in a text (a command-line option, a file that cannot be read). */
  readonly span?: Span;
  readonly notes?: readonly Note[];
}

/** What was read with its warnings, or all errors and warnings. */
export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly warnings: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

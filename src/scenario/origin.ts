import type { Span } from '../diagnostics/diagnostic.ts';

/** Where a thing was declared: every later finding about it can point there. */
export interface Origin {
  /** `proxies.px1` */
  readonly path: string;
  readonly span: Span;
}

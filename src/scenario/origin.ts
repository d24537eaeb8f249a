import type { Span } from '../diagnostics/diagnostic.ts';

/** Where something is declared, so that later findings about it can point there. */
export interface Origin {
  /** `proxies.px1` */
  readonly path: string;
  readonly span: Span;
}

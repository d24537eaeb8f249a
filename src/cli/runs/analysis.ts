/**
 * When a report includes analyses beyond its run (critical path, doubled parts): if they are cheap, always, or never.
 */
export const ANALYSES = ['auto', 'full', 'none'] as const;
export type Analysis = (typeof ANALYSES)[number];

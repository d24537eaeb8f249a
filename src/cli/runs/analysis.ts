/** What a report tells beyond its run (the critical path, what-if-doubled): where that is cheap, always, or never. */
export const ANALYSES = ['auto', 'full', 'none'] as const;
export type Analysis = (typeof ANALYSES)[number];

import type { Model } from './model.ts';

/** The tables of what can go down; fingerprints know them by their position. */
export const PARTS = ['proxies', 'hosts', 'datastores', 'links', 'repositories'] as const;
export type Part = (typeof PARTS)[number];

export function partName(model: Model, part: Part, row: number): string {
  return (part === 'links' ? model.scenario.links : model[part])[row]!.name;
}

import type { Model } from './model.ts';

/** Tables of components that can go down. The order counts: fingerprints refer to tables by position. */
export const PARTS = ['proxies', 'hosts', 'datastores', 'links', 'repositories'] as const;
/** The section of a thing that can be down. */
export type Part = (typeof PARTS)[number];

export function partName(model: Model, part: Part, row: number): string {
  return (part === 'links' ? model.scenario.links : model[part])[row]!.name;
}

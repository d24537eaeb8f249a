import type { Model } from '../model/model.ts';
import type { Part } from './record.ts';

export function partName(model: Model, part: Part, row: number): string {
  return (part === 'links' ? model.scenario.links : model[part])[row]!.name;
}

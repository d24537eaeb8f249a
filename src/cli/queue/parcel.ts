import { createHash } from 'node:crypto';
import type { Experiment } from '../../experiment/designs/experiment.ts';
import type { ScenarioSources } from '../../scenario/sources.ts';

/** What a machine that has nothing but proxysim needs to run units of an experiment: includes and inventories as well. */
export interface Parcel {
  readonly experiment: Experiment;
  readonly sources: ScenarioSources;
}

/** The parcel as text, under a name that follows from its content: the same experiment is sent once, however often. */
export function packParcel({ experiment, sources }: Parcel): {
  readonly name: string;
  readonly text: string;
} {
  const text = JSON.stringify({ experiment, sources } satisfies Parcel);
  return { name: nameOf(text), text };
}

/** Undefined: this is not the text that was sent under the name. What it is stands for its shape. */
export function openParcel(name: string, text: string): Parcel | undefined {
  return nameOf(text) === name ? (JSON.parse(text) as Parcel) : undefined;
}

function nameOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

import { createHash } from 'node:crypto';
import type { Experiment } from '../../experiment/designs/experiment.ts';
import type { ScenarioSources } from '../../scenario/sources.ts';

/**
 * Everything that a machine with nothing but proxysim needs to run units of an experiment, including includes and
 * inventories.
 */
export interface Parcel {
  readonly experiment: Experiment;
  readonly sources: ScenarioSources;
}

/**
 * The parcel as text, under a name derived from its content: however often an experiment is sent, it is stored once.
 */
export function packParcel({ experiment, sources }: Parcel): {
  readonly name: string;
  readonly text: string;
} {
  const text = JSON.stringify({ experiment, sources } satisfies Parcel);
  return { name: nameOf(text), text };
}

/** Undefined: the text is not what was sent under this name. A matching name also guarantees the text's shape. */
export function openParcel(name: string, text: string): Parcel | undefined {
  return nameOf(text) === name ? (JSON.parse(text) as Parcel) : undefined;
}

function nameOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

import { Hash64, hashString } from '../../engine/random/hash.ts';
import type { ScenarioSources } from '../../scenario/sources.ts';

/** The digest of a scenario's text, its includes and inventories: of what they say, not of where they lie. */
export function scenarioDigest({ source, texts, tables }: ScenarioSources): string {
  const hash = new Hash64();
  for (const { text } of [source, ...texts, ...tables.map((table) => table.source)]) hash.addText(text);
  return hash.digest();
}

/** The digest of a user's policy, by its own text: what it imports from elsewhere does not count. */
export function policyDigest(text: string): string {
  return hashString(text);
}

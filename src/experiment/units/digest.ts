import { Hash64, hashString } from '../../engine/random/hash.ts';
import { type ScenarioSources, withPlainBreaks } from '../../scenario/sources.ts';

/** The digest of a scenario's text, its includes and inventories. It depends on their content, not on their paths. */
export function scenarioDigest({ source, texts, tables }: ScenarioSources): string {
  const hash = new Hash64();
  for (const { text } of [source, ...texts, ...tables.map((table) => table.source)])
    hash.addText(withPlainBreaks(text));
  return hash.digest();
}

/** The digest of the text of a user's policy; modules that it imports are not covered. */
export function policyDigest(text: string): string {
  return hashString(withPlainBreaks(text));
}

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SECTION_KEYS, scenarioJsonSchema } from '../../src/scenario/format.ts';

it('scenarios/scenario.schema.json is what the definitions say', () => {
  const file = readFileSync(new URL('../../scenarios/scenario.schema.json', import.meta.url), 'utf8');
  expect(file).toBe(`${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`);
});

it('describes every section', () => {
  const { properties } = scenarioJsonSchema() as { properties: Record<string, unknown> };
  expect(Object.keys(properties).sort()).toEqual([...SECTION_KEYS].sort());
});

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SECTION_KEYS, scenarioJsonSchema } from '../../src/scenario/format.ts';

it('scenarios/scenario.schema.json is up to date', () => {
  const file = readFileSync(new URL('../../scenarios/scenario.schema.json', import.meta.url), 'utf8');
  expect(file).toBe(`${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`);
});

it('describes every section', () => {
  const { properties } = scenarioJsonSchema() as { properties: Record<string, unknown> };
  expect(Object.keys(properties).sort()).toEqual([...SECTION_KEYS].sort());
});

interface Property {
  readonly description?: string;
}

/** Every field of the schema, at any depth, by its path. */
function* fieldsOf(node: unknown, path: string): Generator<readonly [path: string, field: Property]> {
  if (typeof node !== 'object' || node === null) return;
  if ('properties' in node)
    for (const [key, field] of Object.entries(node.properties as Record<string, Property>))
      yield [`${path}.${key}`, field];
  for (const [key, inside] of Object.entries(node)) yield* fieldsOf(inside, `${path}/${key}`);
}

it('has a description for every field', () => {
  const fields = [...fieldsOf(scenarioJsonSchema(), '')];
  expect(fields.length).toBeGreaterThan(300);
  expect(fields.filter(([, { description = '' }]) => description === '').map(([path]) => path)).toEqual([]);
});

import { expect, test } from 'vitest';
import { main } from '../../../src/cli/program.ts';
import { memoryIo } from '../memory-io.ts';

test('schema prints a JSON Schema with the sections of a scenario', async () => {
  const io = memoryIo();
  expect(await main(['schema'], io)).toBe(0);
  const schema = JSON.parse(io.out()) as { properties: Record<string, unknown> };
  for (const section of ['version', 'clock', 'hosts', 'proxies', 'jobs', 'expect']) {
    expect(schema.properties, section).toHaveProperty(section);
  }
});

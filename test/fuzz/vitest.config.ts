import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Every property with many more cases than a run of all tests has time for: `npm run fuzz`, before a release or overnight. */
export default defineConfig({
  test: {
    include: readdirSync('test', { recursive: true, encoding: 'utf8' })
      .map((file) => join('test', file).replaceAll('\\', '/'))
      .filter(
        (file) => file.endsWith('.test.ts') && readFileSync(file, 'utf8').includes("from 'fast-check'"),
      ),
    alias: [{ find: /^fast-check$/, replacement: join(import.meta.dirname, 'fast-check.ts') }],
    setupFiles: ['test/helpers/full-size.ts'],
    testTimeout: 3_600_000,
    maxWorkers: '100%',
  },
});

import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Every property with many more cases than a run of all tests has time for: `npm run fuzz`, before a release or overnight. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    alias: [{ find: /^fast-check$/, replacement: join(import.meta.dirname, 'fast-check.ts') }],
    setupFiles: ['test/helpers/property-defaults.ts'],
    testTimeout: 3_600_000,
    maxWorkers: '100%',
  },
});

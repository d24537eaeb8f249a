import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Files that put a module of their own in another's place: what they load must be theirs alone. */
const replacing = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .map((file) => join('test', file).replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.test.ts') && readFileSync(file, 'utf8').includes('vi.mock('));

export default defineConfig({
  test: {
    setupFiles: ['test/helpers/property-defaults.ts'],
    // However busy the machine: only hanging is a failure.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    maxWorkers: '100%',
    // The counts at the end of .ci/run come from this file; inside node_modules, so that a clean install takes it away.
    reporters: ['default', ['json', { outputFile: 'node_modules/.vitest-report.json' }]],
    // All others share what a worker has loaded and compiled: two fifths of the time of all tests.
    projects: [
      {
        extends: true,
        test: { name: 'shared', include: ['test/**/*.test.ts'], exclude: replacing, isolate: false },
      },
      { extends: true, test: { name: 'replacing', include: replacing } },
    ],
  },
});

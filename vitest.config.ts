import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/helpers/full-size.ts'],
    testTimeout: 60_000,
    // The counts at the end of .ci/run come from this file; inside node_modules, so that a clean install takes it away.
    reporters: ['default', ['json', { outputFile: 'node_modules/.vitest-report.json' }]],
  },
});

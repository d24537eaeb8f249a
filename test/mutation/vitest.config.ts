import { defineConfig } from 'vitest/config';

/** The tests that a mutant of the engine or of a policy has to survive. */
export default defineConfig({
  test: {
    include: ['test/engine/**/*.test.ts', 'test/policy/**/*.test.ts'],
    exclude: ['test/policy/{examples,readme,conformance}.test.ts'],
    setupFiles: ['test/mutation/fewer-cases.ts'],
    isolate: false,
    testTimeout: 60_000,
  },
});

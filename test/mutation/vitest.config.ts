import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The quick tests first: most mutants die of them, and the first death ends a run. */
class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).reverse();
  }
}

/** The tests that a mutant of the engine or of a policy has to survive; those left out run whole nights or the compiler. */
export default defineConfig({
  test: {
    include: ['test/engine/**/*.test.ts', 'test/policy/**/*.test.ts'],
    exclude: ['test/policy/{examples,readme,conformance}.test.ts'],
    setupFiles: ['test/mutation/fewer-cases.ts'],
    sequence: { sequencer: QuickFirst },
    isolate: false,
    testTimeout: 60_000,
  },
});

import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The quick tests first: most mutants die of them, and the first death ends a run. */
class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).reverse();
  }
}

/** Test files instead of all of them, with commas between; see README.md here. */
const { MUTATION_TESTS } = process.env;
const narrowed = MUTATION_TESTS?.split(',');

/** The tests that a mutant of the engine or of a policy has to survive; those left out run whole nights or the compiler. */
export default defineConfig({
  test: {
    include: narrowed ?? ['test/engine/**/*.test.ts', 'test/policy/**/*.test.ts'],
    exclude:
      narrowed === undefined
        ? ['test/policy/examples.test.ts', 'test/policy/conformance/conformance.test.ts']
        : [],
    setupFiles: ['test/helpers/property-defaults.ts', 'test/mutation/fewer-cases.ts'],
    sequence: { sequencer: QuickFirst },
    isolate: false,
    testTimeout: 60_000,
  },
});

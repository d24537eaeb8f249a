import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conduct } from '../../../src/cli/experiment/conduct.ts';
import type { Driver } from '../../../src/cli/experiment/driver.ts';
import { Journal, readJournal } from '../../../src/cli/experiment/journal.ts';
import { ThisThread } from '../../../src/cli/experiment/this-thread.ts';
import { WorkerPool } from '../../../src/cli/experiment/worker-pool.ts';
import { ReplicatedDesigns } from '../../../src/experiment/replications/replicated-designs.ts';
import type { Outcome } from '../../../src/experiment/units/outcome.ts';
import type { WorkUnit } from '../../../src/experiment/units/work-unit.ts';
import type { UnitInput } from '../../../src/runs/experiments/experiment-runs.ts';
import { memoryIo } from '../memory-io.ts';
import { bytesOf, drawnExperiment } from './fixture.ts';

const AXES = ['proxies.*.maxConcurrentTasks=1..3'];
const JOURNAL = 'out/journal.ndjson';

/** Runs to the end; the bytes of all outcomes and the journal's text. */
async function conducted(
  input: UnitInput,
  driver: (io: ReturnType<typeof memoryIo>) => Driver,
  known: ReadonlyMap<string, Outcome> = new Map(),
): Promise<{ bytes: string; journal: string; ran: number }> {
  const io = memoryIo();
  const study = new ReplicatedDesigns(input.experiment);
  const journal = await Journal.begin(io, JOURNAL, input.experiment, known);
  let ran = 0;
  const inner = driver(io);
  const counting: Driver = {
    run: (units, take) => {
      ran += units.length;
      return inner.run(units, take);
    },
    close: () => inner.close(),
  };
  await conduct({ study, driver: counting, journal }, io);
  await journal.close();
  return { bytes: bytesOf(study), journal: `${io.files.get(JOURNAL)}`, ran };
}

/** Whoever is asked last answers first. */
function backwards(inner: Driver): Driver {
  return {
    run: (units: readonly WorkUnit[], take) => inner.run([...units].reverse(), take),
    close: () => inner.close(),
  };
}

describe('an experiment', () => {
  test('gives the same bytes on one thread or several, in any order', async () => {
    const input = await drawnExperiment(AXES, 4);
    const here = await conducted(input, (io) => new ThisThread(io, input));
    const reversed = await conducted(input, (io) => backwards(new ThisThread(io, input)));
    const { experiment, sources } = input;
    const pool = { experiment, sources, policyFiles: [] };
    const two = await conducted(input, () => backwards(new WorkerPool(pool, { workers: 2, unitMs: 5 })));
    expect(here.ran).toBe(12);
    for (const other of [reversed, two]) expect(other.bytes).toBe(here.bytes);
    expect(new Set(here.journal.match(/"fingerprint":"[^"]+"/g)).size).toBeGreaterThan(6);
  });

  test('continues from a journal that is cut off at any byte, and ends with the same bytes', async () => {
    const input = await drawnExperiment(AXES, 3);
    const whole = await conducted(input, (io) => new ThisThread(io, input));
    const bytes = new TextEncoder().encode(whole.journal);
    const all = whole.journal.trimEnd().split('\n').length - 1;
    // Outcomes are known by then: running them over and over would only tell that runs repeat.
    const known = new Map((await kept(bytes)).outcomes);
    const replay: Driver = {
      run: async (units, take) => {
        for (const { id } of units) await take([{ id, ok: true, outcome: known.get(id)! }]);
      },
      close: async () => undefined,
    };
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bytes.length }), async (cut) => {
        const left = await kept(bytes.slice(0, cut));
        const resumed = await conducted(input, () => replay, left.outcomes);
        expect(resumed.bytes).toBe(whole.bytes);
        expect(resumed.ran).toBe(all - left.outcomes.size);
        // Nothing twice, and all lines whole again: only their order may be another one.
        expect(resumed.journal.split('\n').sort()).toEqual(whole.journal.split('\n').sort());
      }),
      { numRuns: 60 },
    );
  });

  test('with a damaged line runs that unit again and keeps the rest', async () => {
    const input = await drawnExperiment([], 4);
    const whole = await conducted(input, (io) => new ThisThread(io, input));
    const lines = whole.journal.split('\n');
    lines[2] = lines[2]!.replace('"window.seconds":', '"window.seconds":1');
    const left = await kept(new TextEncoder().encode(lines.join('\n')));
    expect(left.outcomes.size).toBe(3);
    const resumed = await conducted(input, (io) => new ThisThread(io, input), left.outcomes);
    expect(resumed).toMatchObject({ bytes: whole.bytes, ran: 1 });
  });
});

async function kept(bytes: Uint8Array) {
  return readJournal(memoryIo({ files: { [JOURNAL]: bytes } }), JOURNAL);
}

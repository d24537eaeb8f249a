import type { Driver } from '../cli/experiment/driver.ts';
import { prepareExperiment } from '../cli/experiment/prepare.ts';
import { ThisThread } from '../cli/experiment/this-thread.ts';
import { WorkerPool } from '../cli/experiment/worker-pool.ts';
import type { Io } from '../cli/io.ts';
import { nodeIo } from '../cli/node-io.ts';
import { ReplicatedDesigns } from '../experiment/replicated-designs.ts';
import type { UnitInput } from '../experiment-runs.ts';
import type { Clock } from './kernel.ts';

/** What `npm start` runs; as seen from the folder in which `npm run bench` works. */
const SCENARIO = 'scenarios/first-night.yaml';
const REPLICATIONS = 1000;
/** Runs that are not counted: threads start, and code becomes fast. */
const WARM_UP = 50;
/** Of one run, roughly: makes batches of two. */
const UNIT_MS = 25;

/** Who runs the replications. */
export type OpenDriver = (io: Io, input: UnitInput) => Driver | Promise<Driver>;

/** So many threads of this process. */
export function threads(workers: number): OpenDriver {
  return (io, input) => {
    const { experiment, sources } = input;
    return workers === 1
      ? new ThisThread(io, input)
      : new WorkerPool({ experiment, sources, policyFiles: [] }, { workers, unitMs: UNIT_MS });
  };
}

/** A thousand replications of a mid-size night, from the scenario's text to outcomes; nothing is written. */
export async function timedReplications(
  open: OpenDriver,
  now: Clock,
): Promise<{ readonly seconds: number; readonly items: number }> {
  const io = nodeIo();
  const prepared = await prepareExperiment(
    {
      file: SCENARIO,
      changes: { overlays: [] },
      axes: [],
      sampling: { kind: 'crossed' },
      policies: [],
      replications: WARM_UP + REPLICATIONS,
      precision: null,
    },
    io,
  );
  if (!prepared.ok) throw new Error(`${SCENARIO} cannot be run`);
  const { input } = prepared.value;
  const driver = await open(io, input);
  const units = new ReplicatedDesigns(input.experiment).ask();
  const take = async (): Promise<void> => undefined;
  await driver.run(units.slice(0, WARM_UP), take);
  const startMs = now();
  await driver.run(units.slice(WARM_UP), take);
  const seconds = (now() - startMs) / 1000;
  await driver.close();
  return { seconds, items: REPLICATIONS };
}

import type { Driver } from '../../cli/experiment/driver.ts';
import { prepareExperiment } from '../../cli/experiment/prepare.ts';
import { WorkerPool } from '../../cli/experiment/worker-pool.ts';
import { nodeIo } from '../../cli/files/node-io.ts';
import type { Io } from '../../cli/io.ts';
import { ReplicatedDesigns } from '../../experiment/replications/replicated-designs.ts';
import type { WorkUnit } from '../../experiment/units/work-unit.ts';
import type { UnitInput } from '../../runs/experiments/experiment-runs.ts';
import { nightOf, nightText } from '../nights/night.ts';
import type { Clock } from '../timed-run.ts';

/** A scenario that is run repeatedly with different random draws. */
export interface Subject {
  /** A file, relative to the folder in which `npm run bench` works, or a scenario's text. */
  readonly scenario: { readonly file: string } | { readonly text: string };
  /** Per round. */
  readonly replications: number;
  /** Approximate duration of one run, milliseconds, from which batches are formed. */
  readonly unitMs: number;
}

/** By the name of the benchmark. */
export const SUBJECTS = {
  /** What `npm start` runs. */
  replications: { scenario: { file: 'scenarios/first-night.yaml' }, replications: 200, unitMs: 12 },
  /** Long enough that everything but the runs is negligible. */
  'replications-long': { scenario: { text: nightText(nightOf(1500)) }, replications: 40, unitMs: 100 },
} as const satisfies Readonly<Record<string, Subject>>;

/** Runs by each worker before the first round, so that threads are started and code is compiled. */
const WARM_UP = 100;

/** Number of rounds, of which the median counts. */
export const ROUNDS = 5;
/** Code keeps getting faster, so a single round must begin as warm as the middle one of several. */
export const ROUNDS_BEFORE_MIDDLE = Math.floor(ROUNDS / 2);

/** Creates the driver that runs the replications. */
export type OpenDriver = (io: Io, input: UnitInput, subject: Subject) => Driver | Promise<Driver>;

/** A number of threads of this process. */
export function threads(workers: number): OpenDriver {
  return (_, { experiment, sources }, { unitMs }) =>
    new WorkerPool({ experiment, sources, policyFiles: [] }, { workers, unitMs });
}

/** Rounds of the same replications, from the units of work to their outcomes; nothing is written. */
export class Replications {
  readonly #driver: Driver;
  readonly #units: readonly WorkUnit[];

  private constructor(driver: Driver, units: readonly WorkUnit[]) {
    this.#driver = driver;
    this.#units = units;
  }

  /** All workers are then as warm as after `roundsBefore` rounds. */
  static async open(
    subject: Subject,
    crew: { readonly workers: number; readonly open: OpenDriver; readonly roundsBefore?: number },
    folder: string,
  ): Promise<Replications> {
    const io = nodeIo();
    const { scenario, replications } = subject;
    const file = 'file' in scenario ? scenario.file : `${folder}/night.yaml`;
    if ('text' in scenario) await io.writeFileAtomically(file, scenario.text);
    const warmUp = WARM_UP * crew.workers + (crew.roundsBefore ?? 0) * replications;
    const prepared = await prepareExperiment(
      {
        file,
        changes: { overlays: [] },
        axes: [],
        sampling: { kind: 'crossed' },
        policies: [],
        replications: warmUp + replications,
        precision: null,
      },
      io,
    );
    if (!prepared.ok) throw new Error(`${file} cannot be run`);
    const { input } = prepared.value;
    const driver = await crew.open(io, input, subject);
    const units = new ReplicatedDesigns(input.experiment).ask();
    const opened = new Replications(driver, units.slice(warmUp));
    await opened.#run(units.slice(0, warmUp));
    return opened;
  }

  /** Duration of a round, seconds. */
  async round(now: Clock): Promise<number> {
    const startMs = now();
    await this.#run(this.#units);
    return (now() - startMs) / 1000;
  }

  async close(): Promise<void> {
    await this.#driver.close();
  }

  async #run(units: readonly WorkUnit[]): Promise<void> {
    await this.#driver.run(units, async () => undefined);
  }
}

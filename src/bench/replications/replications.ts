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

/** A scenario that is run again and again with other luck. */
export interface Subject {
  /** A file as seen from the folder in which `npm run bench` works, or the text of one. */
  readonly scenario: { readonly file: string } | { readonly text: string };
  /** In one round. */
  readonly replications: number;
  /** Of one run, roughly: what batches are made by, milliseconds. */
  readonly unitMs: number;
}

/** By the name of the benchmark. */
export const SUBJECTS = {
  /** What `npm start` runs. */
  replications: { scenario: { file: 'scenarios/first-night.yaml' }, replications: 200, unitMs: 12 },
  /** Long enough that nothing but the runs should count. */
  'replications-long': { scenario: { text: nightText(nightOf(1500)) }, replications: 40, unitMs: 100 },
} as const satisfies Readonly<Record<string, Subject>>;

/** Runs of each worker before the first round: threads start, and code becomes fast. */
const WARM_UP = 100;

/** Rounds of which the median counts. */
export const ROUNDS = 5;
/** Code goes on becoming faster: who has a single round is to be as far by then as others in the middle of theirs. */
export const ROUNDS_BEFORE_MIDDLE = Math.floor(ROUNDS / 2);

/** Who runs the replications. */
export type OpenDriver = (io: Io, input: UnitInput, subject: Subject) => Driver | Promise<Driver>;

/** So many threads of this process. */
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

  /** Everybody who will work is warm then, as after `roundsBefore` rounds. */
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

  /** Seconds that a round takes. */
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

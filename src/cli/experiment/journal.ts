import type { Experiment } from '../../experiment/designs/experiment.ts';
import type { Outcome } from '../../experiment/units/outcome.ts';
import { headerLine, outcomeLine, readLine } from '../../experiment/units/outcome-lines.ts';
import type { Shard } from '../../experiment/units/shard.ts';
import type { Appender, Io } from '../io.ts';

/** The name of a journal in the result folder; the file exists only while the experiment is unfinished. */
export function journalName(shard: Shard | undefined): string {
  return shard === undefined ? 'journal.ndjson' : `journal-${shard.index}-of-${shard.of}.ndjson`;
}

/** Whether a file in a result folder has the name of a journal. */
export function isJournal(file: string): boolean {
  return /^journal(?:-\d+-of-\d+)?\.ndjson$/.test(file);
}

/** The outcomes that an earlier, interrupted start left. */
export interface KeptOutcomes {
  /** Undefined: even the header is incomplete, so the rest is unusable. */
  readonly experiment: Experiment | undefined;
  readonly outcomes: ReadonlyMap<string, Outcome>;
}

/** Reads a journal as far as it is intact: the units of lines that are cut off or damaged have to be run again. */
export async function readJournal(io: Io, path: string): Promise<KeptOutcomes> {
  let experiment: Experiment | undefined;
  const outcomes = new Map<string, Outcome>();
  for await (const text of io.readLines(path)) {
    const line = readLine(text);
    if (line.kind === 'header') experiment ??= line.header.experiment;
    if (line.kind === 'outcome' && experiment !== undefined) outcomes.set(line.id, line.outcome);
  }
  return { experiment, outcomes };
}

/**
 * The outcomes of a running experiment: each is in the file before it counts, so that a crash loses only the runs in
 * progress.
 */
export class Journal {
  readonly #file: Appender;
  readonly #outcomes: Map<string, Outcome>;

  private constructor(file: Appender, outcomes: Map<string, Outcome>) {
    this.#file = file;
    this.#outcomes = outcomes;
  }

  /** Begins a journal with the known outcomes, replacing any existing file. */
  static async begin(
    io: Io,
    path: string,
    experiment: Experiment,
    known: ReadonlyMap<string, Outcome>,
  ): Promise<Journal> {
    // Rewritten rather than appended to, because the last line of the old file may be incomplete.
    await io.writeFileAtomically(path, linesOf(experiment, known));
    return new Journal(await io.openToAppend(path), new Map(known));
  }

  /** Number of outcomes in it. */
  get size(): number {
    return this.#outcomes.size;
  }

  outcome(id: string): Outcome | undefined {
    return this.#outcomes.get(id);
  }

  async add(outcomes: readonly (readonly [id: string, outcome: Outcome])[]): Promise<void> {
    await this.#file.append(outcomes.map(([id, outcome]) => outcomeLine(id, outcome)).join(''));
    for (const [id, outcome] of outcomes) this.#outcomes.set(id, outcome);
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

function* linesOf(experiment: Experiment, outcomes: ReadonlyMap<string, Outcome>): Generator<string> {
  yield headerLine(experiment, null);
  for (const [id, outcome] of outcomes) yield outcomeLine(id, outcome);
}

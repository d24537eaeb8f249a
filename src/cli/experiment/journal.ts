import type { Experiment } from '../../experiment/designs/experiment.ts';
import type { Outcome } from '../../experiment/units/outcome.ts';
import { headerLine, outcomeLine, readLine } from '../../experiment/units/outcome-lines.ts';
import type { Shard } from '../../experiment/units/shard.ts';
import type { Appender, Io } from '../io.ts';

/** A journal's name in the result folder; it is there while the experiment is unfinished, and only then. */
export function journalName(shard: Shard | undefined): string {
  return shard === undefined ? 'journal.ndjson' : `journal-${shard.index}-of-${shard.of}.ndjson`;
}

/** Whether a file in a result folder goes by the name of a journal. */
export function isJournal(file: string): boolean {
  return /^journal(?:-\d+-of-\d+)?\.ndjson$/.test(file);
}

/** What an earlier start left behind. */
export interface KeptOutcomes {
  /** Undefined: not even the header is whole, and nothing can be made of the rest. */
  readonly experiment: Experiment | undefined;
  readonly outcomes: ReadonlyMap<string, Outcome>;
}

/** Reads a journal as far as it is whole: a line that a crash cut off, or that is damaged, is work to be done again. */
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
 * The outcomes of an experiment on their way: every one is on file before it counts, so that whatever ends this process
 * costs the runs that were under way and no more.
 */
export class Journal {
  readonly #file: Appender;
  readonly #outcomes: Map<string, Outcome>;

  private constructor(file: Appender, outcomes: Map<string, Outcome>) {
    this.#file = file;
    this.#outcomes = outcomes;
  }

  /** Begins a journal with what is known already, in the place of whatever is there. */
  static async begin(
    io: Io,
    path: string,
    experiment: Experiment,
    known: ReadonlyMap<string, Outcome>,
  ): Promise<Journal> {
    // Anew and not behind what is there: its last line may be half a line.
    await io.writeFileAtomically(path, linesOf(experiment, known));
    return new Journal(await io.openToAppend(path), new Map(known));
  }

  /** How many outcomes it holds. */
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

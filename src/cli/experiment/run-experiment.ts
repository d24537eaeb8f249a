import { join } from 'node:path';
import type { Diagnostic, Result } from '../../diagnostics/diagnostic.ts';
import { designText } from '../../experiment/designs/design.ts';
import { differentGrounds } from '../../experiment/units/same-experiment.ts';
import type { Shard } from '../../experiment/units/shard.ts';
import type { Study } from '../../experiment/units/study.ts';
import type { UnitInput } from '../../runs/experiments/experiment-runs.ts';
import { counted } from '../../units/counted.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { Interrupted, type Io } from '../io.ts';
import { commandLine } from '../program/command-line.ts';
import type { QueueAddress } from '../queue/queue-address.ts';
import { complain, refused, showDiagnostics } from '../terminal/problems.ts';
import { conduct, UnitRefused } from './conduct.ts';
import { type Driver, DriverError } from './driver.ts';
import { Journal, journalName, type KeptOutcomes, readJournal } from './journal.ts';
import { LocalDriver } from './local-driver.ts';

export interface ExperimentRun {
  readonly input: UnitInput;
  readonly study: Study;
  /** For the results and, until they exist, the journal. */
  readonly folder: string;
  /** Several shards of one experiment may share a folder; each then has its own journal. */
  readonly shard?: Shard;
  readonly workers: number;
  /** Whether to continue what an earlier start left. */
  readonly resume: boolean;
  /** The queue whose workers run it; undefined: this machine does. */
  readonly queue: QueueAddress | undefined;
  /** The command that would do the same, for the message that says how to continue. */
  readonly command: readonly string[];
}

/**
 * Runs an experiment with a journal, then has its results written and removes the journal. Returns an exit code if it
 * could not be completed; finished work is kept. Throws Interrupted.
 */
export async function runExperiment(
  run: ExperimentRun,
  write: () => Promise<void>,
  io: Io,
): Promise<ExitCode | undefined> {
  const path = journalPath(run);
  const kept = await keptOutcomes(run, io);
  if (kept === undefined) return EXIT.badInput;
  const driver = await openDriver(run, io);
  if (!driver.ok) return refused(io, driver.diagnostics);
  const journal = await Journal.begin(io, path, run.input.experiment, kept).catch(async (error: unknown) => {
    // A connection to a queue that stayed open would keep this process from ending.
    await driver.value.close();
    throw error;
  });
  const goOn = () =>
    `${counted(journal.size, 'run')} kept in ${path}; go on with:\n  ${commandLine([...run.command, '--resume'])}\n`;
  const interrupted = (error: Interrupted) => {
    io.stderr.write(`Interrupted. ${goOn()}`);
    return error;
  };
  try {
    await conduct({ study: run.study, driver: driver.value, journal }, io);
  } catch (error) {
    if (error instanceof Interrupted) throw interrupted(error);
    if (error instanceof DriverError) {
      complain(io, `${error.message}\n${goOn()}`.trimEnd());
      return error.code;
    }
    if (!(error instanceof UnitRefused)) throw error;
    showDiagnostics(io, error.diagnostics);
    complain(io, `the design ${designText(error.point)} cannot be run. ${goOn()}`.trimEnd());
    return EXIT.badInput;
  } finally {
    await journal.close();
  }
  try {
    await write();
  } catch (error) {
    // Making the results may simulate a night as well.
    throw error instanceof Interrupted ? interrupted(error) : error;
  }
  await io.removeFile(path);
  return undefined;
}

/** Why the experiment cannot begin, as far as that is known beforehand: a caller that writes files first checks this before. */
export async function cannotBegin(
  run: Pick<ExperimentRun, 'queue' | 'input' | 'workers'>,
  io: Io,
): Promise<readonly Diagnostic[]> {
  if (run.queue === undefined) return [];
  const driver = await openDriver(run, io);
  if (!driver.ok) return driver.diagnostics;
  await driver.value.close();
  return [];
}

async function openDriver(
  { queue, input, workers }: Pick<ExperimentRun, 'queue' | 'input' | 'workers'>,
  io: Io,
): Promise<Result<Driver>> {
  if (queue === undefined) return { ok: true, value: new LocalDriver(io, input, workers), warnings: [] };
  const { openQueueDriver } = await import('../queue/queue-driver.ts');
  return openQueueDriver(queue, input, io);
}

function journalPath({ folder, shard }: Pick<ExperimentRun, 'folder' | 'shard'>): string {
  return join(folder, journalName(shard));
}

/**
 * The usable outcomes of an earlier start; undefined, with the reason reported, if this one must not go on. Whoever writes
 * anything into the folder before the experiment asks this first.
 */
export async function keptOutcomes(
  run: Pick<ExperimentRun, 'input' | 'folder' | 'shard' | 'resume'>,
  io: Io,
): Promise<KeptOutcomes['outcomes'] | undefined> {
  const { input, resume } = run;
  const path = journalPath(run);
  if (!(await io.exists(path))) return new Map();
  const { experiment, outcomes } = await readJournal(io, path);
  if (experiment === undefined) return new Map();
  if (!resume) {
    const found = `'${path}' holds ${counted(outcomes.size, 'run')} of an experiment that was not finished.`;
    complain(io, `${found} --resume continues it; another folder (-o) leaves it as it is.`);
    return undefined;
  }
  const different = differentGrounds(experiment, input.experiment);
  if (different.length === 0) return outcomes;
  complain(
    io,
    `'${path}' holds runs of another experiment; what differs: ${different.join(', ')}. Use another folder (-o), or remove it.`,
  );
  return undefined;
}

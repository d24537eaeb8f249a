import { run } from '../../cli/commands/run.ts';
import { nodeIo } from '../../cli/files/node-io.ts';
import type { Io } from '../../cli/io.ts';
import { SUMMARY_FILE } from '../../cli/results/summary-file.ts';
import type { Summary } from '../../metrics/summary/summary.ts';
import type { Clock } from '../timed-run.ts';
import { type Estate, estateFiles, INVENTORY_FILE } from './estate.ts';

export const SCENARIO_FILE = 'estate.yaml';

/** One for all runs of a process, as it listens for signals and for the end of the process. */
let ofProcess: Io | undefined;

function processIo(): Io {
  ofProcess ??= nodeIo();
  return ofProcess;
}

/** Writes the files that `runEstate` reads. */
export async function writeEstate(estate: Estate, folder: string): Promise<void> {
  const io = processIo();
  const { scenario, inventory } = estateFiles(estate);
  await io.writeFileAtomically(`${folder}/${SCENARIO_FILE}`, scenario);
  await io.writeFileAtomically(`${folder}/${INVENTORY_FILE}`, inventory);
}

/** Runs an estate as a user would: the command `run`, from the files to the result folder and the printed summary. */
export async function runEstate(
  estate: Estate,
  now: Clock,
  folder: string,
): Promise<{ readonly seconds: number; readonly tasks: number }> {
  const io = quietly(processIo());
  const output = `${folder}/result`;
  const startMs = now();
  const code = await run({ files: [`${folder}/${SCENARIO_FILE}`], output }, io);
  const seconds = (now() - startMs) / 1000;
  if (code !== 0) throw new Error(`the run of ${estate.name} ended with ${code}`);
  const { totals } = JSON.parse(await io.readText(`${output}/${SUMMARY_FILE}`)) as Summary;
  const planned = estate.disks * estate.nights;
  if (totals.succeeded < planned)
    throw new Error(`only ${totals.succeeded} of ${planned} disks were backed up`);
  return { seconds, tasks: totals.succeeded };
}

/** Discards the output. */
function quietly(io: Io): Io {
  return { ...io, stdout: { ...io.stdout, write: () => undefined } };
}

import { run } from '../cli/commands/run.ts';
import { nodeIo } from '../cli/files/node-io.ts';
import type { Io } from '../cli/io.ts';
import type { Summary } from '../metrics/summary.ts';
import { type Estate, estateFiles, INVENTORY_FILE } from './estate.ts';
import type { Clock } from './kernel.ts';

/**
 * Runs an estate as a user does: the command `run` from the files to the result folder and the printed summary.
 * Writing the input is not counted.
 */
export async function runEstate(
  estate: Estate,
  now: Clock,
  folder: string,
): Promise<{ readonly seconds: number; readonly tasks: number }> {
  const io = quietly(nodeIo());
  const { scenario, inventory } = estateFiles(estate);
  const [file, output] = [`${folder}/estate.yaml`, `${folder}/result`];
  await io.writeFileAtomically(file, scenario);
  await io.writeFileAtomically(`${folder}/${INVENTORY_FILE}`, inventory);
  const startMs = now();
  const code = await run({ files: [file], output }, io);
  const seconds = (now() - startMs) / 1000;
  if (code !== 0) throw new Error(`the run of ${estate.name} ended with ${code}`);
  const { totals } = JSON.parse(await io.readText(`${output}/summary.json`)) as Summary;
  const planned = estate.disks * estate.nights;
  if (totals.succeeded < planned)
    throw new Error(`only ${totals.succeeded} of ${planned} disks were backed up`);
  return { seconds, tasks: totals.succeeded };
}

/** What is printed is made and dropped. */
function quietly(io: Io): Io {
  return { ...io, stdout: { ...io.stdout, write: () => undefined } };
}

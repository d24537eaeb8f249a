import { join } from 'node:path';
import type { Experiment } from '../../experiment/designs/experiment.ts';
import type { ReadShard } from '../../experiment/units/merge-shards.ts';
import type { Outcome } from '../../experiment/units/outcome.ts';
import {
  endLine,
  headerLine,
  type OutcomesHeader,
  outcomeLine,
  readLine,
} from '../../experiment/units/outcome-lines.ts';
import type { Shard } from '../../experiment/units/shard.ts';
import { counted } from '../../units/counted.ts';
import type { Io } from '../io.ts';

/** The file of a shard's outcomes. Every shard has its own name, so that all can share a folder. */
export function shardFile(folder: string, { index, of }: Shard): string {
  return join(folder, `shard-${index}-of-${of}.ndjson`);
}

/** Whether a file in a result folder has the name of a shard. */
export function isShard(file: string): boolean {
  return /^shard-\d+-of-\d+\.ndjson$/.test(file);
}

/** Writes a complete shard atomically, ordered by unit. */
export async function writeShard(
  io: Io,
  path: string,
  header: { readonly experiment: Experiment; readonly shard: Shard },
  outcomes: readonly (readonly [id: string, outcome: Outcome])[],
): Promise<void> {
  await io.writeFileAtomically(path, shardLines(header.experiment, header.shard, outcomes));
}

function* shardLines(
  experiment: Experiment,
  shard: Shard,
  outcomes: readonly (readonly [id: string, outcome: Outcome])[],
): Generator<string> {
  yield headerLine(experiment, shard);
  for (const [id, outcome] of outcomes) yield outcomeLine(id, outcome);
  yield endLine(outcomes.length);
}

export type ShardReading =
  | { readonly ok: true; readonly shard: ReadShard }
  | { readonly ok: false; readonly message: string };

/** Reads a shard file; one that is incomplete or differs in a single character is refused. Throws FileError. */
export async function readShardFile(io: Io, file: string): Promise<ShardReading> {
  const refused = (why: string): ShardReading => ({ ok: false, message: `'${file}' ${why}` });
  let header: OutcomesHeader | undefined;
  let end: number | undefined;
  let number = 0;
  const outcomes = new Map<string, Outcome>();
  for await (const text of io.readLines(file)) {
    number++;
    const line = readLine(text);
    if (number === 1) {
      if (line.kind !== 'header') return refused('is not a shard that this version can read.');
      header = line.header;
    } else if (line.kind === 'outcome' && end === undefined && !outcomes.has(line.id)) {
      outcomes.set(line.id, line.outcome);
    } else if (line.kind === 'end' && end === undefined) {
      end = line.outcomes;
    } else return refused(`is damaged: line ${number} is not as it was written.`);
  }
  if (header === undefined) return refused('is empty.');
  if (header.shard !== null && end !== outcomes.size)
    return refused(`is incomplete: it ends after ${counted(outcomes.size, 'outcome')}. Run its shard again.`);
  return { ok: true, shard: { file, header, outcomes } };
}

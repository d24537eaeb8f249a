import { join } from 'node:path';
import { mergeShards, type ReadShard } from '../../experiment/units/merge-shards.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { isShard, readShardFile } from '../experiment/shard-file.ts';
import { showSweep } from '../experiment/show-sweep.ts';
import { writeSweepFolder } from '../experiment/sweep-folder.ts';
import type { Io } from '../io.ts';
import { holdsOtherResult } from '../results/other-result.ts';
import { complain } from '../terminal/problems.ts';
import { version } from '../version.ts';

export interface MergeArguments {
  readonly shards: readonly string[];
  readonly output: string;
  readonly json?: boolean;
}

/** Merges the shards of a sweep; the result equals that of the sweep run in one go, byte for byte. */
export async function merge({ shards: files, output, json }: MergeArguments, io: Io): Promise<ExitCode> {
  const shards: ReadShard[] = [];
  const problems: string[] = [];
  for (const file of await shardFiles(files, problems, io)) {
    const read = await readShardFile(io, file);
    if (read.ok) shards.push(read.shard);
    else problems.push(read.message);
  }
  problems.push(...shards.flatMap(otherVersion));
  const merged = problems.length > 0 ? undefined : mergeShards(shards);
  if (merged?.ok !== true) {
    for (const problem of merged?.problems ?? problems) complain(io, problem);
    return EXIT.badInput;
  }
  if (await holdsOtherResult(io, output, 'sweep')) return EXIT.badInput;
  await writeSweepFolder(io, output, merged.sweep);
  showSweep(io, output, merged.sweep, json === true);
  return EXIT.fine;
}

/** The files themselves, and the shards in folders. */
async function shardFiles(paths: readonly string[], problems: string[], io: Io): Promise<string[]> {
  const files: string[] = [];
  for (const path of paths) {
    if (!(await io.isFolder(path))) {
      files.push(path);
      continue;
    }
    const found = (await io.listFiles(path)).filter(isShard).map((file) => join(path, file));
    if (found.length === 0) problems.push(`'${path}' is a folder without a shard (shard-1-of-2.ndjson).`);
    files.push(...found);
  }
  return files;
}

/**
 * Shards agree on the version among themselves; this program, which makes the results from them, must have the same
 * one.
 */
function otherVersion({ file, header }: ReadShard): string[] {
  const made = header.experiment.version;
  return made === version() ? [] : [`'${file}' was made by proxysim ${made}, this is ${version()}.`];
}

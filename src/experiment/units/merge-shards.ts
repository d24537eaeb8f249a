import { addTo } from '../../collections/grouped-by.ts';
import { firstOf } from '../../units/cut-list.ts';
import { ReplicatedDesigns } from '../replications/replicated-designs.ts';
import { type Sweep, sweepOf } from '../sweep.ts';
import type { Outcome } from './outcome.ts';
import type { OutcomesHeader } from './outcome-lines.ts';
import { differences } from './same-experiment.ts';
import { unitsOfShard } from './shard.ts';

/** Most numbers of missing shards in one sentence. */
const MISSING_SHOWN = 10;

/** One shard file that was read, complete and undamaged. */
export interface ReadShard {
  readonly file: string;
  readonly header: OutcomesHeader;
  readonly outcomes: ReadonlyMap<string, Outcome>;
}

export type Merged =
  | { readonly ok: true; readonly sweep: Sweep }
  /** Sentences that describe the problems, each with its file. */
  | { readonly ok: false; readonly problems: readonly string[] };

/** Merges the shards of one experiment: all of them, each once, with exactly the units that belong to each. */
export function mergeShards(shards: readonly ReadShard[]): Merged {
  const first = shards[0];
  if (first === undefined) return { ok: false, problems: ['there is no shard to merge.'] };
  const { experiment } = first.header;
  const problems = shards.flatMap((shard) => strangeness(shard, first));
  if (problems.length === 0) problems.push(...countProblems(shards));
  if (problems.length > 0) return { ok: false, problems };
  const study = new ReplicatedDesigns(experiment);
  const units = study.ask();
  for (const { file, header, outcomes } of shards) {
    const own = unitsOfShard(units, header.shard!);
    const found = own.flatMap((unit) => {
      const outcome = outcomes.get(unit.id);
      return outcome === undefined ? [] : [[unit, outcome] as const];
    });
    for (const [unit, outcome] of found) study.tell(unit, outcome);
    if (found.length < own.length || outcomes.size > own.length)
      problems.push(
        `'${file}' holds ${found.length} of the ${own.length} outcomes of its shard and ${outcomes.size - found.length} others.`,
      );
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, sweep: sweepOf(experiment, study.designs) };
}

/** Why a shard does not belong to the first one's experiment. */
function strangeness({ file, header }: ReadShard, first: ReadShard): string[] {
  const { shard, experiment } = header;
  if (shard === null) return [`'${file}' is the journal of a sweep that was not finished, not a shard.`];
  const different = differences(first.header.experiment, experiment);
  if (different.length > 0) {
    return [
      `'${file}' comes from another experiment (${experiment.scenario.file}) than '${first.file}'; what differs: ${different.join(', ')}.`,
    ];
  }
  const all = first.header.shard?.of;
  return all !== undefined && shard.of !== all
    ? [`'${file}' is one of ${shard.of} shards, '${first.file}' one of ${all}.`]
    : [];
}

/** Shards that are missing or occur twice. */
function countProblems(shards: readonly ReadShard[]): string[] {
  const of = shards[0]!.header.shard!.of;
  const files = new Map<number, string[]>();
  for (const { file, header } of shards) addTo(files, header.shard!.index, file);
  const twice = [...files].flatMap(([index, names]) =>
    names.length > 1 ? [`shard ${index}/${of} is there ${names.length} times: ${names.join(', ')}.`] : [],
  );
  const missing = Array.from({ length: of }, (_, i) => i + 1).filter((index) => !files.has(index));
  if (missing.length === 0) return twice;
  const shown = firstOf(missing, MISSING_SHOWN, (index) => `${index}/${of}`);
  return [...twice, `missing: shard ${shown}.`];
}

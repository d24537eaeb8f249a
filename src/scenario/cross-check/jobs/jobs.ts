import { present } from '../../../collections/present.ts';
import { shown } from '../../../units/quantity-problem.ts';
import { ratioHint } from '../../decode/type-hint.ts';
import {
  COMPRESSION_COSTS,
  COMPRESSION_RATIOS,
  DEFAULTS,
  type Default,
  ENCRYPTION_COST,
} from '../../defaults.ts';
import type { Job, JobType } from '../../job.ts';
import type { VmTable } from '../../vms/vm-table.ts';
import type { Context } from '../context.ts';
import type { Mounts } from '../infrastructure/mounts.ts';
import { methodOf, type StorageOf } from './job-methods.ts';
import { placesOf, typeWords } from './job-places.ts';
import { type JobEntry, scheduleOf, windowOf } from './schedule.ts';
import type { VmSelection } from './selectors.ts';
import { type JobRows, type SaidOfData, StoredData } from './stored-data.ts';
import { VmsOfJob } from './vms-of-job.ts';

/** What the jobs of a scenario refer to. */
export interface JobGround {
  readonly selection: VmSelection;
  readonly vms: VmTable;
  readonly mounts: Mounts;
  readonly storage: StorageOf;
  readonly startUs: number;
}

export function jobsOf(context: Context, ground: JobGround): Job[] {
  const { entries } = context.tables.jobs;
  if (entries.length === 0 && !context.sections.broken.has('jobs')) {
    const { source, start } = context.sections.root.span;
    context.findings.report('missing-key', "There is nothing to do: 'jobs' is missing or empty.", {
      path: 'jobs',
      span: { source, start, end: start },
      hint: 'Write for example \'jobs: [{ name: nightly, vms: ["*"], repository: repo1 }]\'.',
    });
  }
  const withVms = entries.map((entry): JobRows => [entry, ground.selection.rowsOf(entry)]);
  const stored = new StoredData(withVms);
  const jobs = withVms.map((job) => jobOf(context, job, stored.saidBy(job), ground));
  checkCycles(context, entries);
  return jobs;
}

function jobOf(context: Context, [entry, rows]: JobRows, said: SaidOfData, ground: JobGround): Job {
  const { name, value, origin } = entry;
  const { startUs } = ground;
  context.checkReferences(entry, 'proxies', 'proxies');
  const vms = new VmsOfJob(ground.vms, rows);
  const compression = said.compression ?? DEFAULTS.compression.value;
  const method = methodOf(context, entry, vms, ground.storage);
  const schedule = scheduleOf(context, entry, startUs);
  const window = windowOf(context, entry, { ...method, schedule }, startUs);
  const retries = typeof value.retries === 'number' ? { times: value.retries } : (value.retries ?? {});
  checkCompressionRatio(context, entry);
  const orDefault = <T>(key: string, stated: T | undefined, figure: Default<T>) =>
    context.defaultsTaken.orDefault(stated, figure, `jobs.${key}`, name);
  return {
    name,
    type: value.type ?? 'backup',
    vms: rows,
    ...placesOf(context, entry, vms, ground.mounts),
    ...method,
    ...present({ rpoUs: objectiveOf(context, entry) }),
    schedule,
    ...present({ window }),
    priority: value.priority ?? 'normal',
    compression,
    compressionRatio: orDefault('compressionRatio', said.compressionRatio, COMPRESSION_RATIOS[compression]),
    compressionCost: orDefault('compressionCost', value.compressionCost, COMPRESSION_COSTS[compression]),
    ...present({ vmPrepareUs: value.vmPrepare }),
    encryption: value.encryption ?? false,
    encryptionCost: orDefault('encryptionCost', value.encryptionCost, ENCRYPTION_COST),
    bitLooker: said.bitLooker ?? DEFAULTS.bitLooker.value,
    blockSize: said.blockSize ?? DEFAULTS.blockSize.value,
    ...present({ proxies: value.proxies && [...new Set(value.proxies)] }),
    retries: {
      times: retries.times ?? DEFAULTS.retryTimes.value,
      waitUs: orDefault('retries.wait', 'wait' in retries ? retries.wait : undefined, DEFAULTS.retryWait),
    },
    enabled: value.enabled ?? true,
    origin,
  };
}

/** Types of jobs that make restore points, for which alone an objective means something. */
const WITH_RESTORE_POINTS: readonly JobType[] = ['backup', 'backup-copy', 'replication'];

function objectiveOf(context: Context, entry: JobEntry): number | undefined {
  const { rpo, type = 'backup' } = entry.value;
  if (rpo !== undefined && !WITH_RESTORE_POINTS.includes(type)) {
    const message = `${typeWords(type)} makes no restore points, so it has no 'rpo'.`;
    const hint = "Leave 'rpo' out, or state it for the backup, backup copy or replication of these VMs.";
    context.report('contradiction', entry, ['rpo'], message, hint);
  }
  return rpo;
}

/**
 * Data that does not compress grows by little. Above this, 2:1 was probably meant, but what is written would double the
 * data.
 */
const LARGEST_LIKELY_RATIO = 1.2;

function checkCompressionRatio(context: Context, entry: JobEntry): void {
  const ratio = entry.value.compressionRatio;
  if (ratio === undefined || ratio <= LARGEST_LIKELY_RATIO) return;
  const message = `${shown(entry.name)} sends ${ratio} bytes for each byte of data.`;
  context.report('inverted-ratio', entry, ['compressionRatio'], message, ratioHint(ratio));
}

/** Jobs that wait for each other in a circle never start. Each circle is reported once, at its first job. */
function checkCycles(context: Context, entries: readonly JobEntry[]): void {
  const next = new Map(entries.map((entry) => [entry.name, entry.value.schedule?.after]));
  const settled = new Set<string>();
  for (const entry of entries) {
    const trail: string[] = [];
    let current: string | undefined = entry.name;
    while (current !== undefined && !settled.has(current) && !trail.includes(current)) {
      trail.push(current);
      current = next.get(current);
    }
    if (current !== undefined && trail.includes(current)) {
      const [start, ...circle] = [...trail.slice(trail.indexOf(current)), current].map(shown);
      const first = entries.find(({ name }) => name === current) ?? entry;
      const isAlone = circle.length === 1;
      const message = isAlone
        ? `${start} waits for itself, so it never starts.`
        : `${start} waits for ${circle.join(', which waits for ')}: none of them ever starts.`;
      const hint = `Give ${isAlone ? 'it' : 'one of them'} a schedule of its own.`;
      context.report('dependency-cycle', first, ['schedule', 'after'], message, hint);
    }
    for (const name of trail) settled.add(name);
  }
}

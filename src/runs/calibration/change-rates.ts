import { addTo } from '../../collections/grouped-by.ts';
import { WHOLE_JOB } from '../../history/increments.ts';
import { median } from '../../metrics/quantile.ts';
import type { Model } from '../../model/model.ts';
import { occupiedBytes, ratePerDay } from '../../model/vms/changed-blocks.ts';
import { longestShareOf } from './longest-disk.ts';
import type { MatchedJob } from './matched-jobs.ts';
import type { ModeFits } from './mode-fits.ts';
import { readBytesOf } from './read-bytes.ts';

/** Change rates of VMs and their disks, by row of the model: shares of the used space that change in 24 h. */
export interface ChangeRates {
  readonly ofDisk: ReadonlyMap<number, number>;
  /** By VM: the number of increments behind its rate. */
  readonly samples: ReadonlyMap<number, number>;
  /** VMs that read more than their used space in the scenario. */
  readonly overfull: readonly number[];
  /** VMs without change tracking: what they read says nothing about what changes. */
  readonly untracked: readonly number[];
  /**
   * Those of them that read far less than their used space: the system does track their changes, whatever the
   * scenario says.
   */
  readonly trackedAfterAll: readonly number[];
}

/** A VM that reads less than this share of its used space is not read in full [our choice]. */
const HALF = 0.5;

/** The change rates of the jobs' VMs, from what their increments read. */
export function changeRates(model: Model, jobs: readonly MatchedJob[], modes: ModeFits): ChangeRates {
  const rates = new Map<number, number[]>();
  const untracked = new Map<number, number[]>();
  for (const job of jobs) {
    for (const { vm, rate } of ratesOfJob(model, job, modes)) {
      addTo(model.vms.traitsOf(vm).tracked ? rates : untracked, vm, rate);
    }
  }
  const ofDisk = new Map<number, number>();
  const overfull: number[] = [];
  for (const [vm, seen] of rates) {
    const rate = median(seen);
    if (rate >= 1) overfull.push(vm);
    const rows = model.vms.disksOf(vm);
    // The disks of a population share one value in the scenario.
    const isDrawn = model.scenario.vms.columns.populations.has(vm);
    const own = isDrawn ? rows.map(() => rate) : spreadRate(disksOf(model, rows, false), rate);
    for (const [k, disk] of rows.entries()) ofDisk.set(disk, own[k]!);
  }
  const samples = new Map(Array.from(rates, ([vm, own]) => [vm, own.length]));
  const trackedAfterAll = [...untracked].flatMap(([vm, seen]) => (median(seen) < HALF ? [vm] : []));
  return { ofDisk, samples, overfull, untracked: [...untracked.keys()], trackedAfterAll };
}

interface RateOfVm {
  readonly vm: number;
  readonly rate: number;
}

/** What an increment read, and the time over which that changed, microseconds. */
interface Changed {
  readonly bytes: number;
  readonly sinceUs: number;
}

/** One rate for each VM of each increment. */
function ratesOfJob(model: Model, job: MatchedJob, modes: ModeFits): RateOfVm[] {
  const read = readBytesOf(job.recent, modes.linesOf(job), longestShareOf(model, job));
  return job.recent.flatMap(({ parts }, row) =>
    parts.flatMap(({ vm, sinceUs }, part): RateOfVm[] => {
      const bytes = read[row]?.[part];
      if (bytes === undefined || sinceUs === undefined) return [];
      if (vm === WHOLE_JOB) return ratesOfAll(model, job, { bytes, sinceUs });
      const known = job.vmOf(vm);
      if (known === undefined) return [];
      const rate = rateOf(model, job, [known], { bytes, sinceUs });
      return rate === undefined ? [] : [{ vm: known, rate }];
    }),
  );
}

/** The rates of all VMs of a job that together read a given amount: their proportions stay as in the scenario. */
function ratesOfAll(model: Model, job: MatchedJob, changed: Changed): RateOfVm[] {
  const vms = job.row.vms;
  const rate = rateOf(model, job, vms, changed);
  if (rate === undefined) return [];
  const disks = disksOf(
    model,
    vms.flatMap((vm) => model.vms.disksOf(vm)),
    skips(job),
  );
  const rates = spreadRate(disks, rate);
  let first = 0;
  return vms.map((vm) => {
    const end = first + model.vms.disksOf(vm).length;
    const own = disks
      .slice(first, end)
      .map(({ bytes: occupied }, k) => ({ bytes: occupied, rate: rates[first + k]! }));
    first = end;
    return { vm, rate: meanRate(own) };
  });
}

/** The rate at which VMs together change an amount of bytes in a given time; undefined: they use no space. */
function rateOf(
  model: Model,
  job: MatchedJob,
  vms: readonly number[],
  { bytes, sinceUs }: Changed,
): number | undefined {
  const rows = vms.flatMap((vm) => model.vms.disksOf(vm));
  const occupied = disksOf(model, rows, skips(job)).reduce((sum, disk) => sum + disk.bytes, 0);
  const growth = model.scenario.blockGrowth[job.row.declaration.blockSize];
  return occupied > 0 ? ratePerDay(bytes / (occupied * growth), sinceUs) : undefined;
}

function skips({ row }: MatchedJob): boolean {
  return row.declaration.bitLooker;
}

interface ChangingDisk {
  readonly bytes: number;
  /** Share of it that changes in 24 h. */
  readonly rate: number;
}

function disksOf(model: Model, rows: readonly number[], bitLooker: boolean): ChangingDisk[] {
  const { figures } = model.disks;
  return rows.map((disk) => {
    const { windows } = model.vms.traitsOf(model.disks.vmOf(disk));
    return { bytes: occupiedBytes(figures, disk, bitLooker && windows), rate: figures.changeRate[disk]! };
  });
}

function meanRate(disks: readonly ChangingDisk[]): number {
  const sum = disks.reduce((total, { bytes }) => total + bytes, 0);
  return sum > 0 ? disks.reduce((total, { bytes, rate }) => total + bytes * rate, 0) / sum : 0;
}

/** Bisections of an interval: more than a double has bits. */
const HALVINGS = 60;
/** A disk changes at most a thousand times faster or slower than assumed. */
const MOST_TIMES = 1000;

/**
 * Rates of disks that together change at `rate`. Every disk's changes are scaled by the same factor, because no
 * report says which of a VM's disks has changed.
 */
function spreadRate(disks: readonly ChangingDisk[], rate: number): number[] {
  const after = (times: number) =>
    disks.map((disk) => ({
      bytes: disk.bytes,
      rate: disk.rate >= 1 ? 1 : -Math.expm1(times * Math.log1p(-disk.rate)),
    }));
  const isAlike = disks.every((disk) => disk.rate === disks[0]!.rate);
  if (isAlike || rate >= 1 || meanRate(after(MOST_TIMES)) < rate) return disks.map(() => rate);
  let low = 0;
  let high = MOST_TIMES;
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2;
    if (meanRate(after(middle)) < rate) low = middle;
    else high = middle;
  }
  return after(high).map((disk) => disk.rate);
}

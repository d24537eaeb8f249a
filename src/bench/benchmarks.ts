import { type FLOWS, timedSlotQueue, timedStation, timedTransfers } from './kernel/kernel.ts';
import { type Transfers, transfersC, transfersC2, transfersC3, transfersWide } from './kernel/workloads.ts';
import { Minstd } from './minstd.ts';
import {
  type Estate,
  estateC2,
  estateC2WithOverheads,
  estateOfWeek,
  estateWithFewSnapshots,
} from './nights/estate.ts';
import { runEstate, writeEstate } from './nights/estate-run.ts';
import { heldUpNightOf, nightOf, nightText, runNight } from './nights/night.ts';
import { pagePainted, pageWritten, pageZoomed } from './page/page.ts';
import { queueReplications } from './replications/queue.ts';
import type { Clock, Run } from './timed-run.ts';

export interface Benchmark {
  /**
   * Number of runs, of which the median counts: five for every benchmark with a target; other long ones have fewer.
   */
  readonly runs: number;
  /** Whether it runs when no names are given. */
  readonly usual: boolean;
  /** Makes the input in the parent process, because making it takes memory, too. */
  readonly prepare?: (folder: string) => Promise<void>;
  /** `folder`: a folder of its own for files. Undefined if this machine lacks something, which has been reported. */
  readonly run: (now: Clock, folder: string) => Run | Promise<Run | undefined>;
}

/** Other times are divided by this one, so that figures of different machines can be compared. */
export const REFERENCE = 'reference';

/** All benchmarks that run in a process of their own, by name. */
export const BENCHMARKS: ReadonlyMap<string, Benchmark> = new Map<string, Benchmark>([
  [REFERENCE, { runs: 5, usual: true, run: sorting }],
  ['kernel-a', { runs: 5, usual: true, run: station(1_000_000) }],
  ['kernel-b', { runs: 5, usual: true, run: slotQueue(100_000) }],
  ['kernel-c', { runs: 5, usual: true, run: kernel(() => transfersC(50_000), 'bottleneck') }],
  ['kernel-c2', { runs: 5, usual: true, run: kernel(() => transfersC2(100_000), 'bottleneck') }],
  ['kernel-c3', { runs: 5, usual: true, run: kernel(() => transfersC3(50_000), 'bottleneck') }],
  ['kernel-c-plain', { runs: 3, usual: false, run: kernel(() => transfersC(50_000), 'plain') }],
  ['kernel-c2-plain', { runs: 1, usual: false, run: kernel(() => transfersC2(100_000), 'plain') }],
  ['kernel-c-10000', { runs: 5, usual: true, run: kernel(() => transfersC(10_000), 'bottleneck') }],
  ['kernel-c-1000000', { runs: 5, usual: false, run: kernel(() => transfersC(1_000_000), 'bottleneck') }],
  ['flows-400', { runs: 5, usual: true, run: kernel(() => transfersWide(50_000, 1), 'bottleneck') }],
  ['flows-6400', { runs: 5, usual: true, run: kernel(() => transfersWide(50_000, 16), 'bottleneck') }],
  ['night-5000', { runs: 5, usual: true, run: product(nightText(nightOf(5_000))) }],
  ['night-10000', { runs: 5, usual: true, run: product(nightText(nightOf(10_000))) }],
  ['night-20000', { runs: 5, usual: true, run: product(nightText(nightOf(20_000))) }],
  ['night-held-up', { runs: 1, usual: false, run: product(nightText(heldUpNightOf(5_000))) }],
  ['product-c2', { runs: 5, usual: true, ...whole(estateC2(100_000)) }],
  ['product-c2-overheads', { runs: 5, usual: true, ...whole(estateC2WithOverheads(100_000)) }],
  ['product-few-snapshots', { runs: 5, usual: true, ...whole(estateWithFewSnapshots(100_000)) }],
  ['product-c2-10000', { runs: 5, usual: true, ...whole(estateC2(10_000)) }],
  ['product-c2-1000000', { runs: 1, usual: false, ...whole(estateC2(1_000_000)) }],
  ['week-150000', { runs: 5, usual: false, ...whole(estateOfWeek(150_000)) }],
  ['page-100000-written', { runs: 5, usual: false, run: pageWritten }],
  ['page-100000-painted', { runs: 5, usual: false, run: pagePainted }],
  ['page-100000-zoomed', { runs: 5, usual: false, run: pageZoomed }],
  ['replications-queue', { runs: 5, usual: false, run: queueReplications }],
]);

/** Sorts a million numbers, which uses no code of this project. */
function sorting(now: Clock): Run {
  const items = 1_000_000;
  const generator = new Minstd(1);
  const numbers = Float64Array.from({ length: items }, () => generator.next());
  const startMs = now();
  numbers.sort();
  return { seconds: (now() - startMs) / 1000, items };
}

function station(customers: number): Benchmark['run'] {
  return (now) => ({ seconds: timedStation(customers, now).seconds, items: customers });
}

function slotQueue(tasks: number): Benchmark['run'] {
  return (now) => ({ seconds: timedSlotQueue(tasks, now), items: tasks });
}

function kernel(workOf: () => Transfers, flows: keyof typeof FLOWS): Benchmark['run'] {
  return (now) => {
    const work = workOf();
    return { seconds: timedTransfers(work, flows, now).seconds, items: work.size.length };
  };
}

function product(text: string): Benchmark['run'] {
  return (now) => {
    const startMs = now();
    const items = runNight(text);
    return { seconds: (now() - startMs) / 1000, items };
  };
}

function whole(estate: Estate): Pick<Benchmark, 'prepare' | 'run'> {
  return {
    prepare: (folder) => writeEstate(estate, folder),
    run: async (now, folder) => {
      const run = await runEstate(estate, now, folder);
      return { seconds: run.seconds, items: run.tasks };
    },
  };
}

import type { Stage } from '../simulator/resources.ts';
import type { Task } from '../simulator/task.ts';
import type { Stretch } from './diary.ts';
import { mostOf, sumOf } from './spread.ts';

export const STAGES: readonly Stage[] = ['source', 'proxy', 'network', 'target'];

export type Load = Readonly<Record<Stage, number>>;
export type Bottleneck = Stage | 'throttling' | 'none';

/** How busy the stages were while something transferred, and rate limits in them. */
export interface Busy {
  readonly us: number;
  readonly load: Load;
  readonly limited: number;
}

/** Shares that differ by less are equal but for float noise. */
const SAME = 1e-9;

/**
 * Of one task: in each part of its transfer between interruptions the busiest of what it crossed in each stage, how much of that was in
 * use by all; its own limits by what it moved. Of the whole the mean over the time of these parts.
 */
export function busyOf(task: Task, stretches: readonly Stretch[]): Busy {
  return meanBusy(partsOf(task, stretches).map((part) => busyInPart(task, part)));
}

/** Over the transfer time of all. */
export function meanBusy(all: readonly Busy[]): Busy {
  const us = sumOf(all.map((one) => one.us));
  const mean = (of: (one: Busy) => number) => (us === 0 ? 0 : sumOf(all.map((one) => one.us * of(one))) / us);
  return {
    us,
    load: loadOf((stage) => mean(({ load }) => load[stage])),
    limited: mean(({ limited }) => limited),
  };
}

/** The busiest stage, the first of equals. A rate limit that binds as hard is named before any. */
export function bottleneckOf({ load, limited }: Busy): Bottleneck {
  const most = Math.max(...STAGES.map((stage) => load[stage]));
  if (limited > 0 && limited >= most - SAME) return 'throttling';
  return most === 0 ? 'none' : STAGES.find((stage) => load[stage] >= most - SAME)!;
}

function loadOf(of: (stage: Stage) => number): Load {
  return { source: of('source'), proxy: of('proxy'), network: of('network'), target: of('target') };
}

/** Stretches in which it transferred, parted where it did not. */
function partsOf(task: Task, stretches: readonly Stretch[]): Stretch[][] {
  const parts: Stretch[][] = [];
  for (const stretch of stretches) {
    if (!stretch.rates.has(task)) continue;
    const last = parts.at(-1);
    if (last?.at(-1)?.toUs === stretch.fromUs) last!.push(stretch);
    else parts.push([stretch]);
  }
  return parts;
}

function busyInPart(task: Task, part: readonly Stretch[]): Busy {
  const { crossed, limits } = task.path!;
  const us = sumOf(part.map(lengthOf));
  const inUse = (name: string) =>
    sumOf(part.map((stretch) => lengthOf(stretch) * stretch.use.get(name)!)) / us;
  const moved = movedIn(task, part);
  const shares = [
    ...crossed.map(({ name, ...where }) => ({ ...where, share: inUse(name) })),
    ...limits.map(({ stage, rate }) => ({ stage, isRateLimit: false, share: moved / rate / (us / 1e6) })),
  ].map(({ share, ...where }) => ({ ...where, share: Math.min(1, share) }));
  const highest = (isMeant: (where: { stage: Stage; isRateLimit: boolean }) => boolean) =>
    mostOf(shares.filter(isMeant).map(({ share }) => share));
  return {
    us,
    load: loadOf((own) => highest(({ stage, isRateLimit }) => stage === own && !isRateLimit)),
    limited: highest(({ isRateLimit }) => isRateLimit),
  };
}

/** Whole bytes: of one that came to its end what was left, of one that is cut off what it had read by then. */
function movedIn(task: Task, part: readonly Stretch[]): number {
  const before = part[0]!.done.get(task)!;
  const last = part.at(-1)!;
  const read = last.done.get(task)! + (last.rates.get(task)! * lengthOf(last)) / 1e6;
  const isWhole = task.result === 'success' && last.toUs === task.transferEndUs;
  return (isWhole ? task.readBytes : Math.round(read)) - Math.round(before);
}

function lengthOf({ fromUs, toUs }: Stretch): number {
  return toUs - fromUs;
}

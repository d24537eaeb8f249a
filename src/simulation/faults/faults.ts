import { invariant } from '../../diagnostics/invariant.ts';
import { Phase } from '../../engine/event-list.ts';
import { sample } from '../../engine/random/distributions.ts';
import type { Random } from '../../engine/random/random.ts';
import type { Fault } from '../../scenario/fault.ts';
import { AsideKind } from '../aside.ts';
import { EventKind } from '../events.ts';
import { isWorkOver, type Run } from '../run.ts';
import { type FaultProcess, processOf } from './fault-process.ts';
import { change } from './trouble.ts';

/** In mean times to repair. With exponential times one repair in e^10, some 22,000, takes longer. */
const HOPELESS_REPAIRS = 10;

/** Finds the targets of each fault and books its first strike. */
export function bookFaults(run: Run): void {
  run.model.scenario.faults.forEach((fault, number) => {
    const course = processOf(run, fault, number);
    run.faults.push(course);
    const { when } = fault;
    if (when.kind === 'at') {
      run.loop.book(when.atUs, Phase.release, EventKind.faultStrikes, number);
      if (Number.isFinite(when.forUs)) {
        run.loop.book(when.atUs + when.forUs, Phase.release, EventKind.faultEnds, number);
      }
    }
    if (when.kind === 'random') for (const i of course.streams.keys()) bookFailure(run, course, when, i);
  });
}

/** When a random fault strikes. */
type AtRandom = Extract<Fault['when'], { readonly kind: 'random' }>;

function bookFailure(run: Run, { number, streams }: FaultProcess, when: AtRandom, stream: number): void {
  const after = exponential(streams[stream]!, when.mtbfUs);
  run.aside.book(run.loop.nowUs + after, Phase.release, AsideKind.failureStrikes, number, stream);
}

function exponential(random: Random, mean: number): number {
  return Math.max(1, Math.round(sample({ kind: 'exponential', mean }, random)));
}

/** A fault strikes all its targets together, at the time that the scenario gives. */
export function faultStrikes(run: Run, number: number): void {
  if (isWorkOver(run)) return;
  const course = run.faults[number]!;
  change(run, course, course.rows, course.fault.kind === 'proxy-up' ? -1 : 1);
}

export function faultEnds(run: Run, number: number): void {
  if (isWorkOver(run)) return;
  const course = run.faults[number]!;
  change(run, course, course.rows, -1);
}

/** A random failure strikes the target of a stream, or a burst of targets. */
export function failureStrikes(run: Run, number: number, stream: number): void {
  if (isWorkOver(run)) return;
  run.isGivenUp = isPastHelp(run);
  if (run.isGivenUp) return;
  run.sampler.failureStrikes(run);
  const course = run.faults[number]!;
  const { rows, streams } = course;
  const when = atRandom(course);
  const end = run.loop.nowUs + exponential(streams[stream]!, when.mttrUs);
  course.downSinceUs[stream] = run.loop.nowUs;
  run.aside.book(end, Phase.release, AsideKind.failureEnds, number, stream);
  if (when.burst !== undefined) course.hit = someOf(rows, when.burst, streams[stream]!);
  change(run, course, hitBy(course, when, stream), 1);
}

export function failureEnds(run: Run, number: number, stream: number): void {
  const course = run.faults[number]!;
  if (course.downSinceUs[stream]! <= run.lastUs) course.awaitedUntilUs = run.loop.nowUs;
  course.downSinceUs[stream] = Number.POSITIVE_INFINITY;
  if (isWorkOver(run)) return;
  const when = atRandom(course);
  change(run, course, hitBy(course, when, stream), -1);
  bookFailure(run, course, when, stream);
}

function atRandom({ fault: { when } }: FaultProcess): AtRandom {
  invariant(when.kind === 'random', 'a failure is of a fault that comes at random');
  return when;
}

function hitBy({ rows, hit }: FaultProcess, { burst }: AtRandom, stream: number): readonly number[] {
  return burst === undefined ? [rows[stream]!] : hit;
}

/**
 * Whether open sessions are stuck for good: nothing of them has moved for ten mean times to repair, and everything that was
 * down when they got stuck has been up since. So no random failure or repair is what they wait for, and failures would go on
 * forever. The run then ends at this failure, without the repairs and rescans that are still booked: without the failures
 * in between, they would record a night that never happened.
 */
function isPastHelp(run: Run): boolean {
  const { loop, lastUs, faults } = run;
  if (!run.aside.isAllButRepairs) return false;
  if (faults.some(({ downSinceUs }) => downSinceUs.some((since) => since <= lastUs))) return false;
  const repairs = faults.map(({ fault: { when } }) => (when.kind === 'random' ? when.mttrUs : 0));
  const awaited = faults.map(({ awaitedUntilUs }) => awaitedUntilUs);
  const waitedUntil = Math.max(lastUs + HOPELESS_REPAIRS * Math.max(...repairs), ...awaited);
  return loop.nowUs > waitedUntil + run.model.scenario.rescanUs;
}

/** Draws `count` different rows, sorted. */
function someOf(rows: readonly number[], count: number, random: Random): number[] {
  const left = [...rows];
  const drawn: number[] = [];
  while (drawn.length < count && left.length > 0) drawn.push(...left.splice(random.below(left.length), 1));
  return drawn.sort((a, b) => a - b);
}

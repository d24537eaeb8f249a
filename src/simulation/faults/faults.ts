import { invariant } from '../../diagnostics/invariant.ts';
import { Phase } from '../../engine/event-list.ts';
import { sample } from '../../engine/random/distributions.ts';
import type { Random } from '../../engine/random/random.ts';
import type { Part } from '../../model/parts.ts';
import { type Fault, HIT_BY } from '../../scenario/fault.ts';
import { AsideKind } from '../aside.ts';
import { EventKind } from '../events.ts';
import { isWorkOver, type Run, requestPass } from '../run.ts';
import { releaseTurn } from '../sessions/turns.ts';
import { TaskStage } from '../tasks/task.ts';
import { findWaysAnew } from '../tasks/tasks.ts';
import { streamOf } from './chance.ts';
import { bookReconnections, interruptCutTasks } from './interruption.ts';

/** A repair that takes longer comes once in 20,000. */
const HOPELESS_REPAIRS = 10;

/** A fault's targets as rows, and what chance has in store for them. */
export interface FaultProcess {
  readonly number: number;
  readonly fault: Fault;
  readonly rows: readonly number[];
  /** One stream per target, or one for all. */
  readonly streams: readonly Random[];
  /** By stream: since when what it has struck is down; Infinity: it is not. */
  readonly downSinceUs: number[];
  /** When a repair last ended that had begun before anything last moved: what stands still may have waited for it. */
  awaitedUntilUs: number;
  /** What the last burst hit. */
  hit: readonly number[];
  /** Links that it holds back at the moment. */
  readonly degraded: Set<number>;
}

/** Finds each fault's targets and books its first strike. */
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

function processOf(run: Run, fault: Fault, number: number): FaultProcess {
  const { scenario } = run.model;
  const section = HIT_BY[fault.kind];
  const names = section === 'vms' ? scenario.vms.names : scenario[section].map(({ name }) => name);
  const rows = rowsOf(names, fault.targets);
  const { when } = fault;
  const isTogether = when.kind !== 'random' || when.burst !== undefined;
  const entities = isTogether ? [`${number}`] : rows.map((row) => `${number}/${names[row]!}`);
  const streams = entities.map((entity) => streamOf(run, 'fault', entity));
  return {
    number,
    fault,
    rows,
    streams,
    downSinceUs: streams.map(() => Number.POSITIVE_INFINITY),
    awaitedUntilUs: 0,
    hit: [],
    degraded: new Set(),
  };
}

/** Where the chosen ones stand among all names; those who choose none mean all. */
function rowsOf(names: readonly string[], chosen: readonly string[]): number[] {
  const wanted = new Set(chosen);
  return names.flatMap((name, row) => (wanted.size === 0 || wanted.has(name) ? [row] : []));
}

/** A fault that comes at random. */
type AtRandom = Extract<Fault['when'], { readonly kind: 'random' }>;

function bookFailure(run: Run, { number, streams }: FaultProcess, when: AtRandom, stream: number): void {
  const after = exponential(streams[stream]!, when.mtbfUs);
  run.aside.book(run.loop.nowUs + after, Phase.release, AsideKind.failureStrikes, number, stream);
}

function exponential(random: Random, mean: number): number {
  return Math.max(1, Math.round(sample({ kind: 'exponential', mean }, random)));
}

/** At the time that the scenario gives: on all targets together. */
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

/** `stream`: of the fault's processes. */
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
 * Sessions are open, but for ten mean times to repair nothing of them has moved, and what was down at first has been up: what
 * holds them back is nothing that comes and goes at random, and further failures would go on for ever. The run ends before this
 * one, with repairs and rescans that are still to come: without the failures in between they would tell of a night that never was.
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

/** So many different rows, drawn one after the other. */
function someOf(rows: readonly number[], count: number, random: Random): number[] {
  const left = [...rows];
  const drawn: number[] = [];
  while (drawn.length < count && left.length > 0) drawn.push(...left.splice(random.below(left.length), 1));
  return drawn.sort((a, b) => a - b);
}

/** The trouble that the fault makes begins (+1) or ends (-1) on some of its targets. */
function change(run: Run, course: FaultProcess, rows: readonly number[], by: 1 | -1): void {
  const { number, fault } = course;
  switch (fault.kind) {
    case 'task-fails':
    case 'proxy-added':
      return;
    case 'tracking-reset':
      // It is over at once, and undone by the next good run.
      if (by < 0) return;
      for (const vm of rows) {
        run.restorePoints.resetTracking(vm);
        run.trace.record({ kind: 'tracking-reset', at: run.loop.nowUs, vm });
      }
      return;
    case 'link-degraded':
      for (const link of rows) degrade(run, course, link, by);
      return;
    case 'connectivity-lost': {
      const names = run.model.scenario.datastores.map(({ name }) => name);
      const datastores = rowsOf(names, fault.datastores);
      for (const proxy of rows)
        for (const datastore of datastores) loseConnection(run, number, proxy, datastore, by);
      bookRescan(run);
      break;
    }
    default: {
      const before = extentsThatAreUp(run);
      changeParts(run, course, HIT_BY[fault.kind], rows, by);
      const after = extentsThatAreUp(run);
      // Who waits has more of them to choose from, or fewer.
      if (before.length !== after.length || before.some((row, n) => row !== after[n])) findAllWaysAnew(run);
    }
  }
  run.waiting.index.wakeAll();
  run.waiting.unparkAll();
  if (by > 0) interruptCutTasks(run);
  else bookReconnections(run);
  run.transforms.conditionChanged(run);
  requestPass(run);
}

function extentsThatAreUp({ model, infrastructure }: Run): number[] {
  const extents = model.repositories.flatMap((repository) => repository.extents);
  return extents.filter((extent) => infrastructure.condition.isRepositoryUp(extent));
}

function changeParts(
  run: Run,
  { number, fault }: FaultProcess,
  what: Part,
  rows: readonly number[],
  by: 1 | -1,
): void {
  const { downReasons } = run;
  const isRepair = fault.kind === 'proxy-up';
  for (const row of rows) {
    let changed = false;
    run.infrastructure.proxyStateChanges(proxiesOn(run, what, row), () => {
      changed = isRepair ? downReasons.repair(what, row) : downReasons.change(what, row, number, by);
    });
    if (!changed) continue;
    run.trace.record({ kind: by > 0 ? 'went-down' : 'came-up', at: run.loop.nowUs, what, row });
  }
}

function proxiesOn({ model }: Run, what: Part, row: number): number[] {
  if (what === 'proxies') return [row];
  return what === 'hosts' ? model.proxies.flatMap(({ host }, proxy) => (host === row ? [proxy] : [])) : [];
}

/** Of several at once the worst holds. */
function degrade(run: Run, course: FaultProcess, link: number, by: 1 | -1): void {
  if (by > 0) course.degraded.add(link);
  else course.degraded.delete(link);
  const shares = run.faults.flatMap(({ fault, degraded }) =>
    fault.kind === 'link-degraded' && degraded.has(link) ? [fault.share] : [],
  );
  const share = Math.min(1, ...shares);
  const { there, back } = run.model.linkResources[link]!;
  for (const way of [there, back]) run.infrastructure.capacities.leave(way, 'fault', share);
  run.trace.record({ kind: 'link-degraded', at: run.loop.nowUs, link, share });
}

function loseConnection(run: Run, fault: number, proxy: number, datastore: number, by: 1 | -1): void {
  if (!run.downReasons.changeConnection(proxy, datastore, fault, by)) return;
  const kind = by > 0 ? 'connection-lost' : 'connection-back';
  run.trace.record({ kind, at: run.loop.nowUs, proxy, datastore });
}

/** The product finds out at its next rescan; until then it believes the old answer [doc]. */
function bookRescan(run: Run): void {
  const { rescanUs } = run.model.scenario;
  const at = (Math.floor(run.loop.nowUs / rescanUs) + 1) * rescanUs;
  run.aside.book(at, Phase.release, AsideKind.rescanDue);
}

export function rescanDue(run: Run): void {
  if (isWorkOver(run) || !run.infrastructure.condition.rescan()) return;
  run.trace.record({ kind: 'rescanned', at: run.loop.nowUs });
  findAllWaysAnew(run);
}

/** The scheduler believes something else of who reaches what. */
export function findAllWaysAnew(run: Run): void {
  run.infrastructure.ways.forget();
  run.waiting.index.wakeAll();
  // Who gets a way comes first: a session is given up only where nobody has one.
  run.tasks.each((task) => {
    if (task.stage === TaskStage.unreachable) findWaysAnew(run, task);
  });
  run.tasks.each((task) => {
    if (task.stage === TaskStage.held || task.stage === TaskStage.waiting) findWaysAnew(run, task);
  });
  for (const session of run.openSession) if (session !== undefined) releaseTurn(run, session);
  requestPass(run);
}

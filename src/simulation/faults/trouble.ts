import { Phase } from '../../engine/event-list.ts';
import type { Part } from '../../model/parts.ts';
import { HIT_BY } from '../../scenario/fault.ts';
import { AsideKind } from '../aside.ts';
import { isWorkOver, type Run, requestPass } from '../run.ts';
import { releaseTurn } from '../sessions/turns.ts';
import { TaskStage } from '../tasks/task.ts';
import { findWaysAnew, queueAgain } from '../tasks/tasks.ts';
import { type FaultProcess, rowsNamed } from './fault-process.ts';
import { bookReconnections, interruptCutTasks } from './interruption.ts';

/** The effect of a fault begins (+1) or ends (-1) on some of its targets. */
export function change(run: Run, course: FaultProcess, rows: readonly number[], by: 1 | -1): void {
  const { number, fault } = course;
  const { condition } = run.infrastructure;
  const wasOnlyProxies = condition.onlyProxiesDown;
  switch (fault.kind) {
    case 'task-fails':
    case 'proxy-added':
      return;
    case 'tracking-reset':
      // It has no end of its own: the next successful run undoes it.
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
      const datastores = rowsNamed(names, fault.datastores);
      for (const proxy of rows)
        for (const datastore of datastores) loseConnection(run, number, proxy, datastore, by);
      bookRescan(run);
      break;
    }
    default: {
      const before = extentsThatAreUp(run);
      changeParts(run, course, HIT_BY[fault.kind], rows, by);
      // Waiting tasks have more or fewer extents to choose from: one change takes some down or brings some up, never both.
      if (extentsThatAreUp(run) !== before) findAllWaysAnew(run);
    }
  }
  run.waiting.index.wakeAll();
  if (!wasOnlyProxies || !condition.onlyProxiesDown) sortByWaysUp(run);
  if (by > 0) interruptCutTasks(run);
  else bookReconnections(run);
  run.transforms.conditionChanged(run);
  if (HIT_BY[fault.kind] === 'hosts') run.failover.hostsChanged(run, rows, by);
  requestPass(run);
}

/** What is down may concern some tasks that waited together and not others. */
function sortByWaysUp(run: Run): void {
  run.tasks.each((task) => {
    if (task.stage === TaskStage.waiting && run.waiting.isMisplaced(task)) queueAgain(run, task);
  });
}

function extentsThatAreUp({ model, infrastructure }: Run): number {
  const extents = model.repositories.flatMap((repository) => repository.extents);
  return extents.filter((extent) => infrastructure.condition.isRepositoryUp(extent)).length;
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

/** Where several faults degrade a link, the lowest share applies. */
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

/** The product notices at its next rescan; until then it believes the old answer [doc]. */
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

/** What proxies are believed to reach has changed: finds the ways of all tasks again. */
export function findAllWaysAnew(run: Run): void {
  run.infrastructure.ways.forget();
  run.waiting.index.wakeAll();
  // Unreachable tasks first, since a session is given up as soon as none of its tasks has a way.
  run.tasks.each((task) => {
    if (task.stage === TaskStage.unreachable) findWaysAnew(run, task);
  });
  run.tasks.each((task) => {
    if (task.stage === TaskStage.held || task.stage === TaskStage.waiting) findWaysAnew(run, task);
  });
  for (const session of run.openSession) if (session !== undefined) releaseTurn(run, session);
  requestPass(run);
}

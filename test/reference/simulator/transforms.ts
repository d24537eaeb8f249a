import type { Repository } from '../../../src/scenario/repository.ts';
import { amountsOf } from './amounts.ts';
import type { EstateVm } from './estate.ts';
import { chainOf } from './extents.ts';
import { Path } from './resources.ts';
import type { Moving, Session, VmRun } from './task.ts';
import { repositoryOf } from './work.ts';
import type { World } from './world.ts';

/** What a repository does with its own data behind a session: one of a chain. */
export interface Transform extends Moving {
  readonly session: Session;
  readonly work: 'merge' | 'synthetic-full';
  readonly repository: Repository;
  readonly bytes: number;
  state: 'waiting' | 'running' | 'ended';
  startUs?: number;
  endUs?: number;
}

/** Merges and synthetic fulls: each holds a slot of its repository, after the tasks that wait. */
export class Transforms {
  /** Called when a session has no more of them. */
  onDone: (session: Session) => void = () => {};
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** Lines up what a session leaves to do. */
  lineUp(session: Session): void {
    session.finalisedUs = this.#world.now;
    const target = repositoryOf(this.#world.estate, session.job);
    const { transforms, chains } = this.#world;
    const isMerging = session.job.method === 'forever-incremental';
    if (session.job.type === 'backup' && target !== undefined) {
      const good = lastRuns(session).filter(({ tasks }) => tasks.every(({ result }) => result === 'success'));
      for (const chain of new Set(good.map((run) => chainOf(target, run)))) {
        const runs = good.filter((run) => chainOf(target, run) === chain);
        // A file that nobody wrote to when it was tried again, since all was down, is where it was.
        const repository = chains.get(chain)?.extent ?? runs.at(-1)!.tasks[0]!.repository!;
        if (isMerging) {
          const kept = session.job.restorePoints;
          if (runs.every((run) => this.#world.restorePoints.lengthOfChain(run) <= kept)) continue;
          for (const run of runs) run.isMerged = true;
          // The increment that is merged was as large as this one.
          const bytes = sum(runs.flatMap(({ tasks }) => tasks.map((task) => task.transferredBytes)));
          transforms.push(transform(session, 'merge', repository, bytes));
          continue;
        }
        // A shared file that has got its full of the day gets no other for a VM that was not in it.
        const isDue = runs.every(({ vm }) => this.#world.restorePoints.isSyntheticFullDue(session, vm));
        if (!isDue || runs.some(({ full }) => full)) continue;
        for (const run of runs) run.hasSyntheticFull = true;
        const bytes = sum(runs.map(({ vm }) => this.#sizeOfFull(session, vm)));
        transforms.push(transform(session, 'synthetic-full', repository, bytes));
      }
    }
    this.#doneIfAll(session);
  }

  /** Starts what has room, in the order of lining up. */
  startAll(): void {
    for (const one of this.#world.transforms) if (this.canStart(one)) this.#start(one);
  }

  canStart({ state, repository }: Transform): boolean {
    const { parts } = this.#world;
    const hasSlot = this.#world.slotsOf(repository) < repository.maxConcurrentTasks;
    return state === 'waiting' && hasSlot && parts.isRepositoryUp(repository);
  }

  ended(one: Transform): void {
    one.state = 'ended';
    one.endUs = this.#world.now;
    this.#tell('transform-ended', one);
    this.#doneIfAll(one.session);
  }

  #doneIfAll(session: Session): void {
    const left = this.#world.transforms.filter((one) => one.session === session && one.state !== 'ended');
    if (left.length === 0) this.onDone(session);
  }

  #start(one: Transform): void {
    const { repository, bytes } = one;
    const { now } = this.#world;
    const path = new Path();
    one.state = 'running';
    one.startUs = now;
    one.readBytes = repository.blockCloning ? 0 : bytes;
    path.cross(`${repository.name} read`, 1, repository.read);
    path.cross(`${repository.name} write`, 1, repository.write);
    path.cap = repository.perStream;
    one.path = path;
    this.#tell('transform-started', one);
    const isAtOnce = one.readBytes === 0 || (path.needs.size === 0 && path.cap === Number.POSITIVE_INFINITY);
    one.endsUs = isAtOnce ? now : Number.POSITIVE_INFINITY;
  }

  #tell(kind: string, { session, work, repository, readBytes }: Transform): void {
    this.#world.tell(kind, 'job', session.job.name, `${work} on ${repository.name}, ${readBytes} bytes`);
  }

  #sizeOfFull({ job }: Session, vm: EstateVm): number {
    const run = { full: true, sinceUs: 0, tracked: true };
    return sum(vm.disks.map((disk) => amountsOf(this.#world.scenario, job, vm, disk, run).transferredBytes));
  }
}

/** The last attempt at each VM, in the order of the job. */
function lastRuns({ vmRuns }: Session): VmRun[] {
  return vmRuns
    .filter((run) => run === vmRuns.findLast(({ vm }) => vm === run.vm))
    .sort((a, b) => a.vmRow - b.vmRow);
}

function transform(
  session: Session,
  work: Transform['work'],
  repository: Repository,
  bytes: number,
): Transform {
  return {
    session,
    work,
    repository,
    bytes,
    state: 'waiting',
    readBytes: bytes,
    doneBytes: 0,
    rate: 0,
    leftUs: 0,
    endsUs: Number.POSITIVE_INFINITY,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

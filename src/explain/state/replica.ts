import { madeOnce } from '../../collections/made-once.ts';
import { chooseExtent } from '../../model/backups/extent-choice.ts';
import { type Movement, movementOf } from '../../model/paths/movement.ts';
import { ramFor } from '../../model/proxy-ram.ts';
import { kindOfDisk } from '../../model/ways/disk-kinds.ts';
import type { Candidate } from '../../model/ways/transport.ts';
import { hasPartner } from '../../policy/deciding/both-ends.ts';
import type { ClusterView, Policy, TaskView } from '../../policy/policy.ts';
import { hasMemoryFor, hotaddLimitOf } from '../../policy/rules/capacity-filters.ts';
import type { TraceRecord } from '../../trace/record.ts';
import type { Explanation } from '../explanation.ts';
import { hostsOf, type ToldTask } from './chronicle.ts';
import { Holdings } from './holdings.ts';
import { firstPlaces, repositoriesFor, sourceFor, type Ways, writePlaces } from './ways.ts';

/** A finished run, as far as its decisions depend on it. */
export type Replayed = Pick<Explanation, 'chronicle' | 'policy' | 'seed'>;

const CHANGES_OF_CONDITION: ReadonlySet<TraceRecord['kind']> = new Set([
  'went-down',
  'came-up',
  'connection-lost',
  'connection-back',
]);

/** The infrastructure as policies saw it at an instant of a finished run, so that their decisions can be made again. */
export class Replica extends Holdings implements ClusterView {
  readonly seed: string;
  /** Grows whenever something goes down or comes up, or moves. */
  upVersion = 0;
  /** Grows whenever VMs or volumes move to other hosts. */
  moves = 0;
  readonly #policy: Policy;
  /** Lists of places by what decides them, and each list by its content, so that equal lists are one object. */
  readonly #candidates = new Map<string, readonly Candidate[]>();
  readonly #lists = new Map<string, readonly Candidate[]>();
  /** By task. Cached because every waiting task is examined at every instant, and views seldom change. */
  readonly #views: (TaskView & ToldTask)[] = [];
  /** What the task that was asked about last would move: asked again for each of its places. */
  #moving: { readonly task: number; readonly movement: Movement } | undefined;
  /** By task, then by row of the repository plus one: key of the places that it could be given. */
  readonly #places = new Map<number, string[]>();

  constructor({ chronicle, policy, seed }: Replayed) {
    super(chronicle, policy);
    this.seed = seed;
    this.#policy = policy;
  }

  override apply(record: TraceRecord): void {
    super.apply(record);
    this.#moving = undefined;
    const isMove = record.kind === 'vm-moved' || record.kind === 'volume-moved';
    const isOfReach = isMove || record.kind === 'rescanned' || record.kind === 'proxy-deployed';
    const isOfCondition = isOfReach || CHANGES_OF_CONDITION.has(record.kind);
    if (isOfReach) this.#candidates.clear();
    if (isMove) {
      this.moves++;
      this.#places.clear();
      this.#views.length = 0;
    }
    if (!isOfCondition) return;
    this.upVersion++;
    this.changedVmRuns.addAll();
  }

  /** A task with the hosts that its ends have now. They no longer change once it has started. */
  atHosts(task: ToldTask): ToldTask {
    // Nothing can move in this run.
    if (this.model === this.chronicle.model) return task;
    const hasStarted = task.startUs >= 0 && task.startUs <= this.nowUs;
    return hasStarted ? task : { ...task, ...hostsOf(this.model, task) };
  }

  /** A task as a policy sees it now. */
  view(task: ToldTask): TaskView & ToldTask {
    const { snapshot } = this.model.jobs[task.job]!.work;
    const hasSnapshot = !snapshot || this.hasBegun(task.vmRun);
    const sessionBytes = this.sessionBytes.get(task.session) ?? 0;
    const known = this.#views[task.task];
    if (known?.hasSnapshot === hasSnapshot && known.sessionBytes === sessionBytes) return known;
    const view = { ...this.atHosts(task), hasSnapshot, sessionBytes };
    this.#views[task.task] = view;
    return view;
  }
  movement(given: ToldTask, repository: number): Movement {
    const task = this.atHosts(given);
    const { gateway } = this.chainOf(task);
    return movementOf(task, { repository, source: sourceFor(this, task), gateway });
  }
  ways(given: ToldTask): Ways {
    const task = this.atHosts(given);
    const repositories = repositoriesFor(this, task, this.chainOf(task));
    const repository =
      repositories.length > 1 ? this.repositoryOf(task, repositories) : (repositories[0] ?? -1);
    const fromArray = this.fromArray(task);
    const key = this.#placesOf(task, repository);
    const source = sourceFor(this, task);
    const first = this.#known(`${key}/${fromArray}`, () =>
      this.#withMemory(firstPlaces(this, task, repository, fromArray)),
    );
    const { work } = this.model.jobs[task.job]!;
    if (work.reads !== 'vm' || work.writes !== 'vm')
      return { first, second: undefined, repositories, source };
    const second = this.#known(`second/${key}`, () => this.#withMemory(writePlaces(this, task)));
    const limits = { model: this.model, policy: this.#policy };
    const paired = this.#known(`paired/${key}/${fromArray}/${task.host}`, () =>
      first.filter((read) => hasPartner(read, second, task, limits)),
    );
    return { first: paired, second, repositories, source };
  }

  /** Places with enough memory for a task, where memory is enforced. */
  #withMemory(places: readonly Candidate[]): readonly Candidate[] {
    return places.filter(({ proxy }) => proxy < 0 || hasMemoryFor(1, proxy, this.model, this.#policy));
  }

  /** Tasks with the same result could be given the same places. */
  #placesOf(task: ToldTask, repository: number): string {
    const own = madeOnce(this.#places, task.task, () => []);
    own[repository + 1] ??= [
      kindOfDisk(this.model, { job: task.job, vm: task.vm, datastore: task.datastore, repository }),
      task.job,
      `${task.targetDatastore}/${task.targetHost}/${task.full}/${this.model.disks.isThin(task.disk)}`,
      repository,
    ].join('/');
    return own[repository + 1]!;
  }

  /** The extent that a task would be given now. */
  repositoryOf(task: ToldTask, repositories: readonly number[]): number {
    const open = repositories.filter((r) => this.hasRepositorySlot(r, task));
    if (open.length === 0) return repositories[0] ?? -1;
    const rows = this.model.repositories;
    return chooseExtent(rows, open, (row) => this.onRepository[row]!.count / rows[row]!.slots);
  }

  hasRepositorySlot(repository: number, task: ToldTask): boolean {
    if (!this.condition.isRepositoryUp(repository)) return false;
    const { slotPerChain, slots } = this.model.repositories[repository]!;
    if (slotPerChain && this.chainOf(task).holdsSlot) return true;
    return this.onRepository[repository]!.count < slots;
  }

  isOnline(proxy: number): boolean {
    return this.isDeployed(proxy) && this.condition.isProxyUp(proxy);
  }
  isCutOff({ task: number }: TaskView, candidate: Candidate): boolean {
    if (this.condition.onlyProxiesDown) return false;
    if (this.#moving?.task !== number)
      this.#moving = { task: number, movement: this.movementNow(this.task(number)) };
    return this.condition.isCutOff(this.#moving.movement, candidate);
  }

  /** What a task would move if it were placed now. */
  movementNow(task: ToldTask): Movement {
    const { repositories } = this.ways(task);
    const repository =
      repositories.find((row) => this.condition.isRepositoryUp(row)) ?? repositories[0] ?? -1;
    return this.movement(task, repository);
  }
  runningTasks(proxy: number): number {
    return this.onProxy[proxy]?.count ?? 0;
  }
  slots(proxy: number): number {
    return this.model.proxies[proxy]?.slots ?? Number.POSITIVE_INFINITY;
  }
  repositoryHasRoom({ task: number }: TaskView): boolean {
    const task = this.task(number);
    const source = sourceFor(this, task);
    if (source >= 0 && this.onRepository[source]!.count >= this.model.repositories[source]!.slots)
      return false;
    const repositories = repositoriesFor(this, task, this.chainOf(task));
    return repositories.length === 0 || repositories.some((r) => this.hasRepositorySlot(r, task));
  }
  datastoreHasRoomForSnapshot(datastore: number): boolean {
    return this.snapshotsOn[datastore]!.hasRoom;
  }
  latencyAllowsStart(datastore: number): boolean {
    return this.latency.allowsStart(datastore, this.nowUs);
  }
  spacingAllowsStart(datastore: number): boolean {
    return this.latency.spacingAllowsStart(datastore, this.nowUs);
  }
  hotaddDisks(proxy: number): number {
    return this.hotaddOn[proxy]!.count;
  }
  hotaddLimit(): number {
    return hotaddLimitOf(this.model);
  }
  nbdDisks(host: number): number {
    return this.nbdOn[host]?.count ?? 0;
  }
  nbdLimit(host: number): number {
    return this.model.hosts[host]?.nbdMaxDisks ?? Number.POSITIVE_INFINITY;
  }
  ram(proxy: number): { has: number; needs: number } {
    return { has: this.model.proxies[proxy]!.ram, needs: ramFor(this.runningTasks(proxy) + 1) };
  }
  ramIsEnforced(): boolean {
    return this.model.scenario.enforceRam;
  }
  proxyHost(proxy: number): number {
    return this.model.proxies[proxy]?.host ?? -1;
  }
  isVmInProcess(task: number): boolean {
    return this.hasBegun(this.task(task).vmRun);
  }
  isJobRunning(task: number): boolean {
    return this.hasSessionBegun(this.task(task).session);
  }

  #known(key: string, find: () => readonly Candidate[]): readonly Candidate[] {
    return madeOnce(this.#candidates, key, () => {
      const places = find();
      return madeOnce(this.#lists, JSON.stringify(places), () => places);
    });
  }
}

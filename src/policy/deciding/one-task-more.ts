import { type Candidate, isNetworkMode } from '../../model/ways/transport.ts';
import { DEFAULTS } from '../../scenario/defaults.ts';
import type { ClusterView, TaskView } from '../policy.ts';

/**
 * The infrastructure as it would be with one more task at a place, to decide on the second end of that task.
 * `host`: the host that provides the network-mode connection of the first end, if that uses one.
 */
export class OneTaskMore implements ClusterView {
  readonly seed: string;
  readonly #view: ClusterView;
  readonly #proxy: number;
  readonly #mode: Candidate['mode'];
  readonly #host: number;

  constructor(view: ClusterView, { proxy, mode }: Pick<Candidate, 'proxy' | 'mode'>, host: number) {
    this.seed = view.seed;
    this.#view = view;
    this.#proxy = proxy;
    this.#mode = mode;
    this.#host = host;
  }

  runningTasks(proxy: number): number {
    return this.#view.runningTasks(proxy) + (proxy === this.#proxy ? 1 : 0);
  }
  ram(proxy: number): { readonly has: number; readonly needs: number } {
    const { has, needs } = this.#view.ram(proxy);
    return { has, needs: needs + (proxy === this.#proxy ? DEFAULTS.taskRam.value : 0) };
  }

  isOnline(proxy: number): boolean {
    return this.#view.isOnline(proxy);
  }
  isCutOff(task: TaskView, candidate: Candidate): boolean {
    return this.#view.isCutOff(task, candidate);
  }
  slots(proxy: number): number {
    return this.#view.slots(proxy);
  }
  lastPlacement(proxy: number): number {
    return this.#view.lastPlacement(proxy);
  }
  repositoryHasRoom(task: TaskView): boolean {
    return this.#view.repositoryHasRoom(task);
  }
  datastoreHasRoomForSnapshot(datastore: number): boolean {
    return this.#view.datastoreHasRoomForSnapshot(datastore);
  }
  latencyAllowsStart(datastore: number): boolean {
    return this.#view.latencyAllowsStart(datastore);
  }
  spacingAllowsStart(datastore: number): boolean {
    return this.#view.spacingAllowsStart(datastore);
  }
  hotaddDisks(proxy: number): number {
    return this.#view.hotaddDisks(proxy) + (this.#mode === 'hotadd' && proxy === this.#proxy ? 1 : 0);
  }
  hotaddLimit(): number {
    return this.#view.hotaddLimit();
  }
  nbdDisks(host: number): number {
    const isNetwork = isNetworkMode(this.#mode);
    return this.#view.nbdDisks(host) + (isNetwork && host === this.#host ? 1 : 0);
  }
  nbdLimit(host: number): number {
    return this.#view.nbdLimit(host);
  }
  ramIsEnforced(): boolean {
    return this.#view.ramIsEnforced();
  }
  proxyHost(proxy: number): number {
    return this.#view.proxyHost(proxy);
  }
  isVmInProcess(task: number): boolean {
    return this.#view.isVmInProcess(task);
  }
  isJobRunning(task: number): boolean {
    return this.#view.isJobRunning(task);
  }
}

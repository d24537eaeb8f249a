import type { Candidate } from '../../model/ways/transport.ts';
import type { ClusterView, TaskView } from '../policy.ts';

/*
 * What a user's own keys get instead of the simulation's objects: every figure as it is now, and nothing to write to. The
 * compiler checks that no member of the two views is missing here.
 */

export class ReadOnlyTask implements TaskView {
  readonly #of: TaskView;

  constructor(task: TaskView) {
    this.#of = task;
    Object.freeze(this);
  }
  /** The simulation's own task, which the methods of its view expect as argument. */
  static original(task: TaskView): TaskView {
    return #of in task ? task.#of : task;
  }
  get task() {
    return this.#of.task;
  }
  get job() {
    return this.#of.job;
  }
  get vm() {
    return this.#of.vm;
  }
  get vmOrder() {
    return this.#of.vmOrder;
  }
  get diskOrder() {
    return this.#of.diskOrder;
  }
  get host() {
    return this.#of.host;
  }
  get targetHost() {
    return this.#of.targetHost;
  }
  get datastores() {
    return Object.freeze([...this.#of.datastores]);
  }
  get datastore() {
    return this.#of.datastore;
  }
  get repository() {
    return this.#of.repository;
  }
  get priority() {
    return this.#of.priority;
  }
  get sessionStartUs() {
    return this.#of.sessionStartUs;
  }
  get readyUs() {
    return this.#of.readyUs;
  }
  get readBytes() {
    return this.#of.readBytes;
  }
  get sessionBytes() {
    return this.#of.sessionBytes;
  }
  get hasSnapshot() {
    return this.#of.hasSnapshot;
  }
}

export class ReadOnlyView implements ClusterView {
  readonly #of: ClusterView;

  constructor(view: ClusterView) {
    this.#of = view;
    Object.freeze(this);
  }
  get seed() {
    return this.#of.seed;
  }
  isOnline(proxy: number) {
    return this.#of.isOnline(proxy);
  }
  isCutOff(task: TaskView, candidate: Candidate) {
    return this.#of.isCutOff(ReadOnlyTask.original(task), candidate);
  }
  runningTasks(proxy: number) {
    return this.#of.runningTasks(proxy);
  }
  slots(proxy: number) {
    return this.#of.slots(proxy);
  }
  lastPlacement(proxy: number) {
    return this.#of.lastPlacement(proxy);
  }
  repositoryHasRoom(task: TaskView) {
    return this.#of.repositoryHasRoom(ReadOnlyTask.original(task));
  }
  datastoreHasRoomForSnapshot(datastore: number) {
    return this.#of.datastoreHasRoomForSnapshot(datastore);
  }
  latencyAllowsStart(datastore: number) {
    return this.#of.latencyAllowsStart(datastore);
  }
  spacingAllowsStart(datastore: number) {
    return this.#of.spacingAllowsStart(datastore);
  }
  hotaddDisks(proxy: number) {
    return this.#of.hotaddDisks(proxy);
  }
  hotaddLimit() {
    return this.#of.hotaddLimit();
  }
  nbdDisks(host: number) {
    return this.#of.nbdDisks(host);
  }
  nbdLimit(host: number) {
    return this.#of.nbdLimit(host);
  }
  ram(proxy: number) {
    return Object.freeze({ ...this.#of.ram(proxy) });
  }
  ramIsEnforced() {
    return this.#of.ramIsEnforced();
  }
  proxyHost(proxy: number) {
    return this.#of.proxyHost(proxy);
  }
  isVmInProcess(task: number) {
    return this.#of.isVmInProcess(task);
  }
  isJobRunning(task: number) {
    return this.#of.isJobRunning(task);
  }
}

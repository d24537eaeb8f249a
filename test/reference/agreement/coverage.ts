import type { Scenario } from '../../../src/scenario/scenario.ts';
import { WAIT_CAUSES } from '../../../src/trace/wait-cause.ts';
import type { World } from '../simulator/world.ts';
import type { Outcome } from './outcome.ts';
import { metOfRepositories } from './repositories-met.ts';

/** Counts what the nights of a property have met, because a property that never meets a thing does not test it. */
export class Coverage {
  scenarios = 0;
  doubtful = 0;
  tasks = 0;
  readonly #met = new Map<string, number>();

  /** The number of scenarios in which something was met. */
  met(what: string): number {
    return this.#met.get(what) ?? 0;
  }

  add(scenario: Scenario, { tasks, sessions }: Outcome): void {
    const rows = Object.values(tasks);
    this.scenarios++;
    this.tasks += rows.length;
    const met = new Set<string>();
    const types = new Map(scenario.jobs.map(({ name, type }) => [name, type]));
    for (const { task, place, result, waited, decidedBy, interruptions } of rows) {
      const type = types.get(task.split(' ')[0]!);
      met.add(`a ${type}`).add(`${type} by ${place.split(' ')[1]}`);
      met.add(`result ${result}`).add(`mode ${place.split(' ')[1]}`);
      const [first, second] = place.split(' to ');
      if (second !== undefined) {
        const [writer, mode] = second.split(' ');
        met.add(`written by ${mode}`);
        met.add(first!.split(' ')[0] === writer ? 'one proxy for both ends' : 'two proxies for a task');
      }
      if (interruptions > 0) met.add('a task that stood still');
      for (const cause of WAIT_CAUSES) if (waited.includes(cause)) met.add(`waits ${cause}`);
      if (decidedBy !== null)
        met.add(`decided ${decidedBy.endsWith('-at-the-best') ? 'at-the-best' : decidedBy}`);
    }
    if (
      new Set(rows.flatMap(({ startUs, place }) => (startUs === null ? [] : [place.split(' ')[0]]))).size > 1
    )
      met.add('two proxies at work');
    for (const [name, session] of Object.entries(sessions)) {
      met.add(`session ${session.split(' ')[3]!.replace(',', '')}`);
      if (!name.endsWith(' 1')) met.add('a second session');
      if (!session.endsWith('attempts 1')) met.add('a retry');
    }
    for (const { slotUnit, ingest } of scenario.repositories) {
      if (slotUnit === 'chain') met.add('slots by chain');
      if (Number.isFinite(ingest.write)) met.add('limited ingest');
    }
    if (scenario.throttles.some(({ during }) => during !== undefined)) met.add('a rule with hours');
    for (const { method, window } of scenario.jobs) {
      met.add(method);
      if (window !== undefined && 'openings' in window)
        met.add(window.openings.length === 7 ? 'a window of the day' : 'a window of parts of the week');
    }
    for (const what of drawnIn(scenario)) met.add(what);
    if (scenario.jobs.length > 1) met.add('several jobs');
    for (const what of met) this.#meet(what);
  }

  /** What faults did, where no outcome shows it. */
  addStruck({ tasks, met }: World): void {
    for (const what of met) this.#meet(what);
    if (tasks.some(({ hasFailedOver }) => hasFailedOver)) this.#meet('a path that was gone');
    if (tasks.some(({ full, isSequential, vmRun }) => !full && isSequential && vmRun.vm.tracking !== 'none'))
      this.#meet('an increment of who lost tracking');
  }

  /** What repositories did, and with which of them. */
  addRepositories(world: World): void {
    for (const what of metOfRepositories(world)) this.#meet(what);
  }

  #meet(what: string): void {
    this.#met.set(what, this.met(what) + 1);
  }

  /** One line for each thing that was met, to print while a test is written. */
  text(): string {
    const lines = [...this.#met]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([what, count]) => `${what}: ${count}`);
    return [`${this.scenarios} scenarios, ${this.doubtful} doubtful, ${this.tasks} tasks`, ...lines].join(
      '\n',
    );
  }
}

/** The distributions from which figures of populations are drawn. */
function drawnIn({ vms }: Scenario): string[] {
  return [...vms].flatMap(({ disks }) => {
    if (!('population' in disks)) return [];
    const { count, size, used, changeRate, deleted, swap } = disks;
    const kinds = [size, used.distribution, changeRate, deleted, swap].map(({ kind }) => `drawn by ${kind}`);
    return ['a population', ...kinds, `used of ${used.of}`, `count by ${count.kind}`];
  });
}

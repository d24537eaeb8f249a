import { compile } from '../../model/compile.ts';
import type { Model } from '../../model/model.ts';
import type { ReadPlaces } from '../../model/ways/read-places.ts';
import { decide } from '../../policy/deciding/decide.ts';
import { readPlacesOf } from '../../policy/deciding/lasting-place.ts';
import type { ClusterView, Policy, QueueKey, TaskView } from '../../policy/policy.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { TraceRecord } from '../../trace/record.ts';
import { SECOND_US } from '../../units/civil-time.ts';

/**
 * Checks the queue during a run. At a sample every decision of that instant has been made, so each waiting task can
 * be checked individually; the simulation itself checks one task on behalf of many that it takes to be equal.
 */
export class QueueWatch {
  /** The policy to run: the given one, preceded by a key that is always equal and sees every task. */
  readonly policy: Policy | string;
  forgotten: string | undefined;
  readonly #model: Model;
  readonly #asked: Policy | undefined;
  readonly #readPlaces: ReadPlaces | undefined;
  readonly #tasks = new Map<number, TaskView>();
  readonly #waiting = new Set<number>();
  #view: ClusterView | undefined;

  constructor(scenario: Scenario, policy: Policy | string, looksAtQueue: boolean) {
    this.#model = compile(scenario, { seed: scenario.seed, replication: 0 });
    if (typeof policy === 'string' || !looksAtQueue) {
      this.policy = policy;
      return;
    }
    this.#asked = policy;
    this.#readPlaces = readPlacesOf({ model: this.#model, policy });
    const listener: QueueKey = {
      name: 'listener',
      changesWith: 'nothing',
      of: (task, view) => {
        this.#tasks.set(task.task, task);
        this.#view = view;
        return 0;
      },
    };
    this.policy = { ...policy, order: [listener, ...policy.order] };
  }

  record(record: TraceRecord): void {
    switch (record.kind) {
      case 'task-ready':
        this.#waiting.add(record.task);
        break;
      case 'task-started':
      case 'task-dropped':
        this.#waiting.delete(record.task);
        break;
      case 'sample':
        this.forgotten ??= this.#forgottenAt(record.at);
        break;
    }
  }

  #forgottenAt(at: number): string | undefined {
    const view = this.#view;
    // A scheduler that polls lets tasks wait for its next pass.
    if (this.#asked === undefined || view === undefined || this.#asked.tickUs > 0) return undefined;
    for (const number of this.#waiting) {
      const task = this.#tasks.get(number);
      // Other kinds of work may wait for two places at once.
      if (task === undefined || this.#model.jobs[task.job]!.declaration.type !== 'backup') continue;
      const places = this.#readPlaces!.usable(task.job, task.vm, task.datastore);
      const decision = decide(this.#asked, task, places, view);
      if (decision.kind === 'wait') continue;
      const proxy = this.#model.proxies[decision.candidate.proxy]!.name;
      const vm = this.#model.vms.nameOf(task.vm);
      return `task ${number} (a disk of '${vm}') waits ${Math.round(at / SECOND_US)} s after the start, though it could start on '${proxy}'`;
    }
    return undefined;
  }
}

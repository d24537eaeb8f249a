import seedrandom from 'seedrandom';
import { shuffledBy } from '../../../src/policy/rules/shuffle.ts';
import type { Fault } from '../../../src/scenario/fault.ts';
import type { Proxy as BackupProxy } from '../../../src/scenario/scenario.ts';
import type { Night } from './night.ts';
import type { Task } from './task.ts';

/** Numbers that are drawn, each purpose and entity from a stream of its own: `[seed, replication, purpose, entity]` seeds it. */
export class Draws {
  readonly #numbers: () => number;

  constructor({ scenario, replication = 0 }: Night, purpose: string, entity: string) {
    const generator = seedrandom.alea(JSON.stringify([scenario.seed, replication, purpose, entity]));
    this.#numbers = () => generator.double();
  }

  /** From 0, below 1. */
  next(): number {
    return this.#numbers();
  }

  /** Whole microseconds of a time that has no memory; at least one. */
  time(meanUs: number): number {
    return Math.max(1, Math.round(-meanUs * Math.log1p(-this.next())));
  }

  /** So many of some things, one after the other, in the order in which they were given. */
  some<T>(of: readonly T[], count: number): T[] {
    const left = [...of];
    const drawn: T[] = [];
    while (drawn.length < count && left.length > 0)
      drawn.push(...left.splice(Math.floor(this.next() * left.length), 1));
    return of.filter((one) => drawn.includes(one));
  }
}

/** The bytes after which chance makes a task fail, if it does: the fewest that a fault asks for. */
export function failurePointOf(
  night: Night,
  task: Task,
  isOn: (fault: Fault, vm: string) => boolean,
): number | undefined {
  const { vmRun, disk, readBytes } = task;
  const { session, vm, attempt } = vmRun;
  const points = night.scenario.faults.flatMap((fault, number) => {
    if (fault.kind !== 'task-fails' || !isOn(fault, vm.name)) return [];
    const entity = `${number}/${session.job.name}/${session.number}/${vm.name}/${disk.name}/${attempt}`;
    const draws = new Draws(night, 'task-fails', entity);
    return draws.next() < fault.probability ? [Math.floor(draws.next() * readBytes)] : [];
  });
  return points.length === 0 ? undefined : Math.min(...points);
}

/** Its place in a queue that is shuffled: the number that a text of what it is gives. */
export function placeInShuffledQueue(night: Night, task: Task): number {
  return shuffledBy(textOf(night, 'queue', task));
}

/** What a task draws for a proxy, once for the whole run. */
export function drawFor(night: Night, task: Task, proxy: BackupProxy): number {
  return shuffledBy(`${shuffledBy(textOf(night, 'choice', task))}/${night.scenario.proxies.indexOf(proxy)}`);
}

function textOf({ scenario, replication = 0 }: Night, purpose: string, task: Task): string {
  const { vmRun, disk, readyUs } = task;
  const { job, jobRow } = vmRun.session;
  return `${scenario.seed}/${replication}/${purpose}/${jobRow}/${job.vms[vmRun.vmRow]}/${disk.number}/${readyUs}`;
}

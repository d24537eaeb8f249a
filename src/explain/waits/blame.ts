import type { InParts } from '../../collections/in-parts.ts';
import { madeOnce } from '../../collections/made-once.ts';
import type { DefaultFigure } from '../../metrics/limits/limits-by-default.ts';
import { type WaitCause, waitCauseNumber } from '../../trace/wait-cause.ts';
import type { Explanation } from '../explanation.ts';
import type { Chronicle } from '../state/chronicle.ts';
import type { Replica } from '../state/replica.ts';
import type { Crowd } from './alike.ts';
import { waitingCrowds } from './crowds.ts';
import { type Holder, isOfVm, repositoryFullToo, scarceFor, thingWaitedFor } from './scarce.ts';
import type { Stretch } from './waits.ts';

/** Task-microseconds of waiting that are charged to a thing, a job or a VM. */
export interface Charged {
  readonly name: string;
  readonly us: number;
}

/**
 * Who is responsible for the waits of one cause: at every moment, each waiting task's time is charged in equal parts to the
 * holders of what it waits for at its best place. Lists are sorted, largest first.
 */
export interface Blame {
  readonly cause: WaitCause;
  /** The job whose tasks waited; left out: all jobs. */
  readonly of?: string;
  /** Task-microseconds of waiting with this cause, and the number of tasks. */
  readonly waitedUs: number;
  readonly tasks: number;
  /** The part of `waitedUs` without a holder, which is charged to no task. */
  readonly nobodyUs: number;
  readonly byThing: readonly ChargedThing[];
  readonly byJob: readonly Charged[];
  readonly byVm: readonly Charged[];
  readonly withoutUse: readonly WithoutUse[];
  /** Whether the charges add up to what the run itself counted. */
  readonly exact: boolean;
  /** The default figures behind what they waited for. */
  readonly byDefault: readonly DefaultFigure[];
}

export interface ChargedThing extends Charged {
  /** Microseconds for which at least one task waited for it. */
  readonly wantedUs: number;
  /** The most tasks that waited for it at once. */
  readonly mostWaiting: number;
}

/** When one more unit of a thing would have stayed free, because its waiting tasks lacked a repository slot, too. */
export interface WithoutUse {
  /** The thing that tasks waited for, as in `byThing`. */
  readonly name: string;
  /** The repository without a free slot: `repositories.repo1`. */
  readonly by: string;
  /** Microseconds of the thing's `wantedUs`. */
  readonly us: number;
}

/** Charged where there is nothing that can be held. */
const NOTHING = 'nothing';

/** `job`: the number of the job whose tasks waited; left out: of all jobs. */
export function* blameFor(explanation: Explanation, cause: WaitCause, job?: number): InParts<Blame> {
  const { chronicle, limits } = explanation;
  const number = waitCauseNumber(cause);
  const waiters = chronicle.tasks.filter(
    (task) => task.waitedUs[number]! > 0 && (job === undefined || task.job === job),
  );
  const ledger = new Ledger(chronicle);
  yield* waitingCrowds(explanation, waiters, (crowd, stretch, { replica }) => {
    if (stretch.answer.cause === cause) ledger.enter(crowd, stretch, replica);
  });
  const waitedUs = waiters.reduce((sum, task) => sum + task.waitedUs[number]!, 0);
  const charges = ledger.close();
  const things = charges.byThing.flatMap(({ name }) => (name === NOTHING ? [] : [name]));
  return {
    cause,
    ...(job === undefined ? {} : { of: chronicle.model.jobs[job]!.name }),
    waitedUs,
    tasks: waiters.length,
    ...charges,
    exact: ledger.enteredUs === waitedUs,
    byDefault: limits.ofWaitsFor(cause, things),
  };
}

interface Moment {
  readonly fromUs: number;
  readonly toUs: number;
  readonly holders: readonly Holder[];
  waiting: number;
  /** The repository that is full for the first of the tasks; undefined: at least one task lacks no repository slot. */
  fullToo: string | undefined;
}

/** Adds up charges. Stretches come in order of time; those of the same moment and thing are charged together. */
class Ledger {
  enteredUs = 0;
  readonly #chronicle: Chronicle;
  readonly #jobs = new Map<string, number>();
  readonly #vms = new Map<string, number>();
  readonly #things = new Map<string, { us: number; wantedUs: number; mostWaiting: number }>();
  /** By thing, then by repository. */
  readonly #withoutUse = new Map<string, Map<string, number>>();
  readonly #open = new Map<string, Moment>();
  #nobodyUs = 0;

  constructor(chronicle: Chronicle) {
    this.#chronicle = chronicle;
  }

  enter({ one, size }: Crowd, { fromUs, toUs, answer }: Stretch, replica: Replica): void {
    this.enteredUs += (toUs - fromUs) * size;
    const key = thingWaitedFor(replica, one, answer) ?? NOTHING;
    const fullToo = repositoryFullToo(replica, one, answer);
    let moment = this.#open.get(key);
    if (moment !== undefined && (moment.fromUs !== fromUs || moment.toUs !== toUs)) {
      this.#charge(key, moment);
      moment = undefined;
    }
    if (moment === undefined) {
      const { holders } = scarceFor(replica, one, answer);
      moment = { fromUs, toUs, holders, waiting: 0, fullToo };
      this.#open.set(key, moment);
    }
    if (fullToo === undefined) moment.fullToo = undefined;
    moment.waiting += size;
  }

  close(): Pick<Blame, 'byThing' | 'byJob' | 'byVm' | 'nobodyUs' | 'withoutUse'> {
    for (const [key, moment] of this.#open) this.#charge(key, moment);
    this.#open.clear();
    const things = [...this.#things].map(([name, thing]) => ({ name, ...thing }));
    return {
      nobodyUs: this.#nobodyUs,
      byThing: sorted(things),
      byJob: sorted([...this.#jobs].map(([name, us]) => ({ name, us }))),
      byVm: sorted([...this.#vms].map(([name, us]) => ({ name, us }))),
      withoutUse: [...this.#withoutUse].flatMap(([name, sums]) =>
        [...sums].map(([by, us]): WithoutUse => ({ name, by, us })),
      ),
    };
  }

  #charge(key: string, { fromUs, toUs, holders, waiting, fullToo }: Moment): void {
    const us = (toUs - fromUs) * waiting;
    const thing = this.#things.get(key) ?? { us: 0, wantedUs: 0, mostWaiting: 0 };
    this.#things.set(key, thing);
    thing.us += us;
    thing.wantedUs += toUs - fromUs;
    thing.mostWaiting = Math.max(thing.mostWaiting, waiting);
    if (fullToo !== undefined)
      add(
        madeOnce(this.#withoutUse, key, () => new Map<string, number>()),
        fullToo,
        toUs - fromUs,
      );
    if (holders.length === 0) this.#nobodyUs += us;
    for (const holder of holders) {
      const { job, vm, rest } = this.#ownersOf(holder);
      add(this.#jobs, job, us / holders.length);
      add(this.#vms, vm ?? `${rest} of ${job}`, us / holders.length);
    }
  }

  /** `rest`: what of the job holds it, if it is not a VM. */
  #ownersOf(holder: Holder): { job: string; vm?: string; rest?: string } {
    const { model, tasks, vmRuns, sessions, transforms } = this.#chronicle;
    const jobOf = (session: number) => model.jobs[sessions[session]!.job]!.name;
    if (holder.kind === 'transform') {
      return { job: jobOf(transforms[holder.transform]!.session), rest: 'transforms' };
    }
    if (holder.kind === 'chain' && !isOfVm(this.#chronicle, tasks[holder.task]!)) {
      return { job: jobOf(tasks[holder.task]!.session), rest: 'the chain' };
    }
    const { vm, session } = holder.kind === 'snapshot' ? vmRuns[holder.vmRun]! : tasks[holder.task]!;
    return { job: jobOf(session), vm: model.vms.nameOf(vm) };
  }
}

function add(sums: Map<string, number>, name: string, us: number): void {
  sums.set(name, (sums.get(name) ?? 0) + us);
}

/** Largest first; equal ones by name. */
function sorted<T extends Charged>(rows: T[]): T[] {
  return rows.sort((a, b) => b.us - a.us || (a.name < b.name ? -1 : 1));
}

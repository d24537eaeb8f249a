import { allowedSpan } from '../../model/jobs/job-calendar.ts';
import { writesFile } from '../../model/jobs/work.ts';
import { type Chain, newChain } from '../infrastructure/repository-slots.ts';
import type { Run } from '../run.ts';

/** One start of a job, with all its retries. */
export interface Session {
  readonly id: number;
  readonly job: number;
  /** The job's repository and the priority of its kind of work; see TaskView. */
  readonly repository: number;
  readonly priority: number;
  /** From 1, per job. */
  readonly number: number;
  readonly startUs: number;
  /** Start of the first session in its chain of jobs; its own start where it follows none. */
  readonly chainStartUs: number;
  readonly closesAtUs: number;
  /** Its passes over VMs so far, and the current one: in earlier ones every VM has ended. */
  readonly passes: Pass[];
  pass: Pass;
  /** By place of the VM in its job: its last attempt, where that was not in the first pass. */
  readonly triedAgain: Map<number, number>;
  /** The tasks of the pass are held until the wait before the retry is over. */
  isBetweenTries: boolean;
  /** A task of it has held slots. */
  running: boolean;
  windowClosed: boolean;
  ended: boolean;
  /** Ticket of the event that closes the window; -1: none. */
  closeTicket: number;
  /** Number of VMs of this pass that have not ended. */
  openVms: number;
  /** Number of tasks that some proxy can take and that have not ended; and of those whose turn has not come. */
  tasksLeft: number;
  tasksHeld: number;
  bytes: number;
  /** The group of VMs whose turn it is, where VMs go in groups by storage snapshot, and the last group; -1: no groups. */
  turn: number;
  lastTurn: number;
  /** Its chain, if it writes one file for all VMs (`sharesChain`). */
  readonly chain: Chain;
  readonly sharesChain: boolean;
  /** Number of transforms that have not ended. */
  transformsLeft: number;
}

/** One pass of a session over VMs: all VMs of the job, or those that failed in the pass before. */
export interface Pass {
  /** From 1. */
  readonly attempt: number;
  readonly readyUs: number;
  /** Its attempts at VMs: the numbers from `firstVmRun` up to, but not including, `endOfVmRuns`. */
  readonly firstVmRun: number;
  endOfVmRuns: number;
  /** All attempts before this one have ended; kept where VMs go in turns. */
  firstOpen: number;
}

/** The pass of a session that is not ready. */
const NO_PASS: Pass = { attempt: 0, readyUs: 0, firstVmRun: 0, endOfVmRuns: 0, firstOpen: 0 };

/** Makes the next session of a job, which starts now; `leader`: the session that it follows, -1: none. */
export function newSession(run: Run, job: number, leader: number): Session {
  const now = run.loop.nowUs;
  const { declaration, repository, work } = run.model.jobs[job]!;
  const chainStartUs = leader < 0 ? now : run.sessions[leader]!.chainStartUs;
  const { startUs } = run.model.scenario.clock;
  const { closesAtUs } = allowedSpan(declaration.window, startUs, { chainStartUs, dueUs: now });
  return {
    id: run.sessions.length,
    job,
    repository,
    priority: work.priority,
    number: run.sessionCount[job]! + 1,
    startUs: now,
    chainStartUs,
    closesAtUs,
    passes: [],
    pass: NO_PASS,
    triedAgain: new Map(),
    isBetweenTries: false,
    running: false,
    windowClosed: false,
    ended: false,
    closeTicket: -1,
    openVms: 0,
    tasksLeft: 0,
    tasksHeld: 0,
    bytes: 0,
    turn: 0,
    lastTurn: -1,
    chain: newChain(),
    sharesChain: writesFile(work) && run.model.repositories[repository]?.perVmFiles === false,
    transformsLeft: 0,
  };
}

/** The number of the last attempt at each VM, in the order of the job. */
export function* lastAttempts({ passes, triedAgain }: Session): Generator<number> {
  const [first] = passes;
  if (first === undefined) return;
  const { firstVmRun, endOfVmRuns } = first;
  for (let vmRun = firstVmRun; vmRun < endOfVmRuns; vmRun++) {
    yield triedAgain.get(vmRun - firstVmRun) ?? vmRun;
  }
}

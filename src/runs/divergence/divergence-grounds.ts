import { inOneGo } from '../../collections/in-parts.ts';
import { compile } from '../../model/compile.ts';
import type { Model } from '../../model/model.ts';
import type { CandidateVerdict, Decision as Verdict } from '../../policy/deciding/decide.ts';
import type { ClusterView, Policy, QueueKey, TaskView } from '../../policy/policy.ts';
import { policyOfRun } from '../../policy/resolve.ts';
import { simulateInParts } from '../../simulation/simulate.ts';
import { type Decision, type DecisionLog, DecisionNames, isDecision } from '../../trace/decision-log.ts';
import { instantText, placeText, subjectText } from '../../trace/decision-words.ts';
import type { LogDivergence } from '../../trace/divergence.ts';
import type { RecordOf, TraceRecord } from '../../trace/record.ts';
import { WAIT_CAUSES } from '../../trace/wait-cause.ts';
import { formatDuration } from '../../units/format-quantity.ts';
import { candidateLines, refusalAt } from './candidate-words.ts';
import type { RunAgain } from './divergence-report.ts';

/**
 * The grounds of the new run at a divergence, in lines: what happened to the task that was placed before, and the
 * candidates of the one that is placed now. Empty if neither decision is a placement.
 */
export function groundsOf(
  divergence: LogDivergence,
  { before, now, again }: { before: DecisionLog; now: DecisionLog; again: RunAgain },
): readonly string[] {
  const { index, was, is, atUs } = divergence;
  const placements = [was, is].filter((decision) => decision?.kind === 'task-started');
  if (placements.length === 0) return [];
  const witness = new Witness(again, divergence);
  witness.watch(Math.max(atUs, is?.atUs ?? atUs, was?.atUs ?? atUs) + 1000);
  if (was !== null && isSameSubject(was, is)) return witness.lines;
  const { startUs } = again.scenario.clock;
  const moved: string[] = [];
  if (was?.kind === 'task-started') moved.push(startText(was, now, { index, startUs, isPast: false }));
  if (is?.kind === 'task-started') moved.push(startText(is, before, { index, startUs, isPast: true }));
  return [...witness.missing, ...moved, ...witness.lines];
}

function isSameSubject(a: Decision, b: Decision | null): boolean {
  return b !== null && a.kind === b.kind && isSameName(a.subject.words, b.subject.words);
}

function isSameName(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((word, at) => word === b[at]);
}

/** When a task starts in the other run; `isPast`: the other run is the accepted one. */
function startText(
  { subject }: Decision,
  { decisions, total }: DecisionLog,
  { index, startUs, isPast }: { index: number; startUs: number; isPast: boolean },
): string {
  const who = subjectText(subject);
  const start = decisions.find(
    ({ kind, subject: other }, at) =>
      at >= index && kind === 'task-started' && isSameName(other.words, subject.words),
  );
  if (start !== undefined) {
    const there = `at ${instantText(start.atUs, startUs)}, on ${placeText(start.place!)}`;
    return isPast ? `Before, ${who} started ${there}.` : `${who} now starts ${there}.`;
  }
  const far = decisions.length < total ? ' in what is kept of the run' : '';
  return isPast ? `Before, ${who} did not start${far}.` : `${who} does not start any more${far}.`;
}

interface Asked {
  readonly task: TaskView;
  readonly decision: Verdict;
  readonly verdicts: readonly CandidateVerdict[];
}

/** Repeats a run and observes one decision. */
class Witness {
  /** About the task that is placed now. */
  readonly lines: string[] = [];
  /** About the task that was placed before, and is not now. */
  readonly missing: string[] = [];
  readonly #divergence: LogDivergence;
  readonly #model: Model;
  readonly #policy: Policy;
  readonly #again: RunAgain;
  readonly #names: DecisionNames;
  readonly #tasks = new Map<number, TaskView>();
  /** The number of the task that was placed before; known once it is ready. */
  #missing = -1;
  #view: ClusterView | undefined;
  /** Number of decisions seen. */
  #heard = 0;
  #asked: Asked | undefined;
  /** The lines about the missing task at the time of the decision. */
  #aboutMissing: readonly string[] = [];

  constructor(again: RunAgain, divergence: LogDivergence) {
    const { scenario, options } = again;
    this.#again = again;
    this.#divergence = divergence;
    this.#model = compile(scenario, {
      seed: options.seed ?? scenario.seed,
      replication: options.replication ?? 0,
    });
    this.#names = new DecisionNames(this.#model);
    this.#policy = policyOf(again);
  }

  watch(untilUs: number): void {
    const { scenario, options } = this.#again;
    const policy: Policy = { ...this.#policy, order: [...this.#policy.order, this.#spy()] };
    const horizonUs = scenario.clock.horizonUs ?? Number.POSITIVE_INFINITY;
    const simulation = simulateInParts(this.#model, policy, {
      seed: options.seed ?? scenario.seed,
      replication: options.replication ?? 0,
      untilUs: Math.min(untilUs, horizonUs),
      trace: { record: (record) => this.#hear(record) },
      explainer: (task, decision, verdicts) => {
        if (this.#heard !== this.#divergence.index) return;
        this.#asked = { task, decision, verdicts };
        if (decision.kind === 'place') this.#aboutMissing = this.#missingLines(task);
      },
    });
    inOneGo(simulation);
    if (this.#divergence.is === null) this.missing.push(...this.#missingLines(undefined));
  }

  /** A last key that is always 0: it sees every task that enters the queue, and changes nothing. */
  #spy(): QueueKey {
    return {
      name: 'seen',
      changesWith: 'nothing',
      of: (task, view) => {
        this.#tasks.set(task.task, task);
        this.#view = view;
        return 0;
      },
    };
  }

  #hear(record: TraceRecord): void {
    if (!isDecision(record)) return;
    const index = this.#heard++;
    if (index > this.#divergence.index) return;
    const decision = this.#names.decision(record);
    if (index === this.#divergence.index) {
      this.#look(record, decision);
      return;
    }
    const { was } = this.#divergence;
    if (record.kind === 'task-ready' && was !== null && isSameName(decision.subject.words, was.subject.words))
      this.#missing = record.task;
  }

  /** Called at the decision itself. */
  #look(record: TraceRecord, decision: Decision): void {
    const { was, is } = this.#divergence;
    // The grounds of a decision other than the reported one would mislead. Tasks that never start are dropped at the
    // end, and this run may end later than the reported one.
    const isThen = decision.atUs === is?.atUs || decision.kind === 'task-dropped';
    if (!isSameSubject(decision, is) || !isThen) return;
    if (record.kind !== 'task-started') {
      this.missing.push(...this.#missingLines(undefined));
      return;
    }
    const isSame = was !== null && isSameSubject(was, decision);
    const asked = this.#asked;
    if (asked?.task.task === record.task && asked.decision.kind === 'place') {
      this.lines.push(
        ...candidateLines({
          verdicts: asked.verdicts,
          chosen: asked.decision.candidate,
          decidedBy: asked.decision.decidedBy,
          proxyName: (proxy) => this.#model.proxies[proxy]?.name ?? '',
          before: isSame ? was.place : null,
        }),
      );
    }
    if (!isSame) this.missing.push(...this.#aboutMissing);
    else this.lines.push(...otherParts(was, decision), ...waitLines(was, record));
  }

  /** Why the task that was placed before is not placed now; `first`: the task placed instead. */
  #missingLines(first: TaskView | undefined): string[] {
    const { was } = this.#divergence;
    if (was?.kind !== 'task-started' || first?.task === this.#missing) return [];
    const who = subjectText(was.subject);
    const task = this.#tasks.get(this.#missing);
    const view = this.#view;
    if (task === undefined || view === undefined) return [`${who} is not ready by then.`];
    if (first !== undefined) {
      const key = this.#policy.order.find((k) => k.of(first, view) !== k.of(task, view));
      const [a, b] = [key?.of(first, view) ?? first.task, key?.of(task, view) ?? task.task];
      const name = this.#names.task(first.task);
      const ahead = `${name === undefined ? 'it' : subjectText(name)} goes before ${who}`;
      if (a < b) return [`${ahead} by ${key?.name ?? 'the order of becoming ready'}: ${a} before ${b}.`];
    }
    const place = placeText(was.place!);
    const refusal = refusalAt({ policy: this.#policy, model: this.#model, task, view, place: was.place! });
    if (refusal === undefined) return [`${place} is no longer available to ${who}.`];
    if (refusal === null) return [`${place} has room for ${who}, but the scheduler has not reached it.`];
    return [`${who} cannot go to ${place}: ${refusal}.`];
  }
}

/** Differences of two places, apart from the first proxy. */
function otherParts({ place: was }: Decision, { place: is }: Decision): string[] {
  if (was === null || is === null) return [];
  const lines: string[] = [];
  if (was[2] !== is[2]) lines.push(`The extent is ${is[2] || 'none'}, not ${was[2] || 'none'}.`);
  const [before, now] = [was, is].map((p) => (p[3] === '' ? 'none' : `${p[3]} by ${p[4]}`));
  if (before !== now) lines.push(`The proxy that writes is ${now}, not ${before}.`);
  return lines;
}

/** For a task that starts at another time: what it waited for in the new run. */
function waitLines(was: Decision, { at, waitedUs }: RecordOf<'task-started'>): string[] {
  if (Math.floor(was.atUs / 1000) === Math.floor(at / 1000)) return [];
  const waits = waitedUs.flatMap((us, cause) =>
    us > 0 ? [`${WAIT_CAUSES[cause]} ${formatDuration(us)}`] : [],
  );
  return [`It waited for ${waits.length === 0 ? 'nothing' : waits.join(', ')}.`];
}

function policyOf({ scenario, options }: RunAgain): Policy {
  const resolved = policyOfRun(scenario.policy, options.policy);
  // It has just been run.
  if (!resolved.ok) throw new Error('a policy that has run cannot be found again');
  return resolved.policy;
}

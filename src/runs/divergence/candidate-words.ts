import type { Model } from '../../model/model.ts';
import { type Candidate, CONNECTION_CLASS } from '../../model/ways/transport.ts';
import { type CandidateVerdict, firstWithoutRoom, whyNotThere } from '../../policy/deciding/decide.ts';
import {
  DECLARATION_ORDER,
  isUnusable,
  ONLY_CANDIDATE,
  refusalAtTheBest,
} from '../../policy/deciding/decided-by.ts';
import type { ClusterView, Policy, TaskView } from '../../policy/policy.ts';
import type { Place } from '../../trace/decision-log.ts';
import { CONNECTION_MODES } from '../../trace/mode-number.ts';

interface Choice {
  readonly verdicts: readonly CandidateVerdict[];
  readonly chosen: Candidate;
  readonly decidedBy: string;
  readonly proxyName: (proxy: number) => string;
  /** Where the task was placed before; null: it was not placed at that moment. */
  readonly before: Place | null;
}

/** Most candidates reported, apart from the chosen one. */
const MOST_CANDIDATES = 5;

/**
 * The chosen candidate and the key that decided, then the others with the reason against each; the former choice
 * comes first.
 */
export function candidateLines(choice: Choice): string[] {
  const { verdicts, chosen, before } = choice;
  const own = verdicts.find(({ candidate }) => candidate === chosen);
  if (own === undefined) return [];
  const others = verdicts.filter((verdict) => verdict !== own).sort(compareKeys);
  const isBefore = ({ candidate }: CandidateVerdict) =>
    before !== null && choice.proxyName(candidate.proxy) === before[0] && candidate.mode === before[1];
  const sorted = [...others.filter(isBefore), ...others.filter((verdict) => !isBefore(verdict))];
  const lines = [`${nameOf(own, choice)} is chosen: ${reason(choice, own, others)}.`];
  for (const verdict of sorted.slice(0, MOST_CANDIDATES)) {
    const mark = isBefore(verdict) ? ', chosen before' : '';
    lines.push(`${nameOf(verdict, choice)}${mark}: ${against(verdict, own)}.`);
  }
  const rest = sorted.length - MOST_CANDIDATES;
  if (rest > 0) lines.push(`${rest} more ${rest === 1 ? 'candidate' : 'candidates'}.`);
  if (before !== null && before[0] !== '' && !verdicts.some(isBefore))
    lines.push(`${before[0]} by ${before[1]}, chosen before, is no longer a candidate.`);
  return lines;
}

function nameOf({ candidate }: CandidateVerdict, { proxyName }: Choice): string {
  return candidate.proxy < 0 ? 'no proxy' : `${proxyName(candidate.proxy)} by ${candidate.mode}`;
}

function reason({ decidedBy }: Choice, own: CandidateVerdict, others: readonly CandidateVerdict[]): string {
  if (decidedBy === ONLY_CANDIDATE) return 'no other candidate could be used';
  if (decidedBy === DECLARATION_ORDER) return 'it is declared first among equals';
  const full = refusalAtTheBest(decidedBy);
  if (full !== undefined) return `better ones have no room (${full})`;
  const value = keyValue(own, decidedBy);
  const next = others.find(({ refusedBy }) => refusedBy === null || !isUnusable(refusedBy));
  const other = next === undefined ? undefined : keyValue(next, decidedBy);
  return `decided by ${decidedBy}${value === undefined ? '' : ` ${value}${other === undefined || other === value ? '' : `, the next has ${other}`}`}`;
}

function keyValue({ keys }: CandidateVerdict, name: string): number | undefined {
  return keys.find((key) => key.name === name)?.value;
}

/** The reason why a candidate was not chosen. */
function against(verdict: CandidateVerdict, own: CandidateVerdict): string {
  const at = own.keys.findIndex((key, i) => key.value !== verdict.keys[i]?.value);
  const key = verdict.keys[at];
  const ranked =
    key === undefined
      ? 'equal in every key, declared later'
      : `${key.name} is ${key.value}, not ${own.keys[at]!.value}`;
  if (verdict.refusedBy === null) return ranked;
  return `refused by ${verdict.refusedBy}${key !== undefined && key.value < own.keys[at]!.value ? ` (else better: ${ranked})` : ''}`;
}

function compareKeys(a: CandidateVerdict, b: CandidateVerdict): number {
  for (const [at, { value }] of a.keys.entries()) {
    const difference = value - (b.keys[at]?.value ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

interface PlaceQuestion {
  readonly policy: Policy;
  readonly model: Model;
  readonly task: TaskView;
  readonly view: ClusterView;
  readonly place: Place;
}

/** What refuses a task at its former place; null: nothing; undefined: the place no longer exists. */
export function refusalAt({ policy, model, task, view, place }: PlaceQuestion): string | null | undefined {
  const [name, modeName] = place;
  const proxy = name === '' ? -1 : model.proxies.findIndex((row) => row.name === name);
  const mode = CONNECTION_MODES.find((known) => known === modeName);
  if (mode === undefined || (proxy < 0 && name !== '')) return undefined;
  // Filters depend on proxy, mode and end only; distance and preference matter only for ranking.
  const candidate: Candidate = {
    proxy,
    mode,
    connectionClass: CONNECTION_CLASS[mode],
    sameSite: true,
    preferred: false,
    end: model.jobs[task.job]!.work.reads === 'repository' ? 'write' : 'read',
  };
  return whyNotThere(task, candidate, view) ?? firstWithoutRoom(policy, task, candidate, view);
}

import { type Margin, marginsOf } from '../../metrics/sessions/margin.ts';
import { severalNights } from '../../metrics/sessions/nights.ts';
import type { SessionRow } from '../../metrics/sessions/session-rows.ts';
import type { Summary } from '../../metrics/summary/summary.ts';
import { capitalised } from '../../units/capitalised.ts';
import { counted } from '../../units/counted.ts';
import { printable } from '../characters/printable.ts';
import type { Tone } from '../wording/job-standing.ts';
import { formatSeconds } from '../wording/metric-value.ts';
import { type Undone, undoneOf, undoneWords } from '../wording/undone.ts';
import type { ReportContext } from './report-context.ts';

/** Whether the work fits. */
export interface Verdict {
  readonly text: string;
  readonly tone: Tone;
}

type Ended = Extract<Margin<SessionRow>, { readonly kind: 'ended' }> & { readonly job: string };

/** What the verdict follows from. */
interface Facts extends Pick<ReportContext, 'result' | 'clock'> {
  /** Number of all jobs. */
  readonly jobs: number;
  /** Number of jobs with a session that the end of the run cut off. */
  readonly cut: number;
  /** Jobs with a window, all of whose sessions ended, the tightest first. */
  readonly ended: readonly Ended[];
  readonly undone: Undone;
}

type Rule = (facts: Facts) => string | undefined;

/** In order of importance: the first rule that says something is the verdict. */
const RULES: readonly (readonly [tone: Tone, rule: Rule])[] = [
  ['bad', jobsLate],
  ['bad', jobsCut],
  ['bad', workLeft],
  ['bad', nightsFailed],
  ['neutral', nothingRan],
  ['neutral', noWindow],
  ['good', jobsFit],
];

export function verdictOf(context: Pick<ReportContext, 'result' | 'clock'>): Verdict {
  const facts = factsOf(context);
  for (const [tone, rule] of RULES) {
    const text = rule(facts);
    if (text !== undefined) return { text, tone };
  }
  throw new Error('no rule gives a verdict');
}

function factsOf({ result, clock }: Pick<ReportContext, 'result' | 'clock'>): Facts {
  const marginOf = marginsOf(result.sessions);
  const margins = Object.keys(result.summary.jobs).map((job) => ({ job: printable(job), ...marginOf(job) }));
  const ended = margins.filter((margin): margin is Ended => margin.kind === 'ended');
  return {
    result,
    clock,
    jobs: margins.length,
    cut: margins.filter(({ kind }) => kind === 'unfinished').length,
    ended: ended.sort((a, b) => a.seconds - b.seconds),
    undone: undoneOf(result),
  };
}

function jobsLate({ result, clock, jobs, ended, undone }: Facts): string | undefined {
  const late = ended.filter(({ seconds }) => seconds < 0);
  const [worst] = late;
  if (worst === undefined) return undefined;
  const { startSeconds, endSeconds } = worst.worst;
  const which = jobs === 1 ? '' : `${counted(late.length, 'job')} of ${jobs} past the window; `;
  const by = `${worst.job} is ${formatSeconds(-worst.seconds)} late, ${clock(endSeconds ?? startSeconds)}`;
  const others = [nightsLate(result) ?? [], undoneWords(undone) ?? []].flat();
  return `NO: ${[`${which}${by}`, ...others].join('; ')}.`;
}

function nightsLate({ nights, summary }: Facts['result']): string | undefined {
  if (severalNights(summary) === undefined) return undefined;
  const late = nights.filter(({ spareSeconds }) => spareSeconds !== null && spareSeconds < 0).length;
  return `${late} of ${counted(nights.length, 'night')} late`;
}

function jobsCut({ cut, jobs }: Facts): string | undefined {
  return cut === 0
    ? undefined
    : `NOT FINISHED: ${counted(cut, 'job')} of ${jobs} not done when the run ended.`;
}

function workLeft({ undone }: Facts): string | undefined {
  const left = undoneWords(undone);
  return left && `NOT ALL: ${left}.`;
}

/** VMs failed in a night, although later ones backed them up. */
function nightsFailed({ result: { nights, summary }, clock }: Facts): string | undefined {
  if (severalNights(summary) === undefined) return undefined;
  const failed = nights.filter(({ failedVms }) => failedVms > 0);
  const [first] = failed;
  if (first === undefined) return undefined;
  return `NOT EVERY NIGHT: VMs failed in ${failed.length} of ${counted(nights.length, 'night')}, first ${clock(first.startSeconds)}; later nights made up for it.`;
}

function nothingRan({ result }: Facts): string | undefined {
  return result.summary.window === null ? 'Nothing ran: no task ever started.' : undefined;
}

function noWindow({ result: { summary }, ended, undone }: Facts): string | undefined {
  if (ended.length > 0) return undefined;
  const but = unstarted(summary);
  const finished = but === '' ? 'Everything finished' : 'Everything that started finished';
  const all = capitalised(afterFailures(summary, undone) ?? finished);
  return `${all}${but}. No job states a window to compare with.`;
}

function jobsFit({ result: { summary }, jobs, ended, undone }: Facts): string | undefined {
  const [tightest] = ended;
  if (tightest === undefined) return undefined;
  const inTheEnd = afterFailures(summary, undone);
  const spare = `${formatSeconds(tightest.seconds)} to spare${inTheEnd === undefined ? '' : `; ${inTheEnd}`}${unstarted(summary)}`;
  if (ended.length === 1) return `YES: ${tightest.job} fits its window, ${spare}.`;
  const all = ended.length === 2 ? 'both' : `all ${ended.length}`;
  const fit = ended.length === jobs ? 'fit their windows' : 'with a window fit it';
  return `YES: ${all} jobs ${fit}; the tightest is ${tightest.job}, ${spare}.`;
}

/** Jobs without a session, which cannot be late and so do not show in a good verdict. */
function unstarted({ diagnostics }: Summary): string {
  const count = diagnostics.filter(({ code }) => code === 'job-never-starts').length;
  return count === 0 ? '' : `; ${counted(count, 'job')} never started`;
}

/** How the run succeeded although not every task did; undefined: all did. */
function afterFailures({ totals, vms }: Summary, { earlier }: Undone): string | undefined {
  if (totals.failed === 0 && earlier === 0) return undefined;
  const all = vms.protected > 0 ? 'all VMs protected' : 'all done';
  return earlier === 0 ? `${all} after retries` : `${all}, after failures in earlier sessions`;
}

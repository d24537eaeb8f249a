import type { Summary } from '../metrics/summary/summary.ts';
import { usedBytesOf } from '../metrics/troubles/protection.ts';
import type { Assumption } from '../scenario/assumptions.ts';
import { counted } from '../units/counted.ts';
import { andMore, firstOf, moreLine } from '../units/cut-list.ts';
import { formatBytes, formatShare } from '../units/format-quantity.ts';
import { cutName, cutNames } from './characters/cut-name.ts';
import { codeBlock, codeSpan, markdownTable, plainWords } from './characters/markdown-text.ts';
import { usedInLongestNight } from './data/longest-night-use.ts';
import type { ReportData } from './data/report-data.ts';
import { nextSteps, settingWords } from './next-steps.ts';
import {
  type StoredReplications,
  WINDOW_HEADS,
  windowRows,
  windowSentences,
} from './replications/stored-replications.ts';
import { moreJobs } from './text/jobs.ts';
import { unprotectedByReason } from './text/troubles.ts';
import { causeWords } from './wording/cause-words.ts';
import { wallClock } from './wording/clock.ts';
import { expectationsVerdict, expectationText } from './wording/expectation-text.ts';
import {
  bottlenecks,
  LOAD_STAGES,
  loadText,
  meanLoad,
  STAGE_NAMES,
  sumOfSessions,
} from './wording/job-figures.ts';
import {
  endWords,
  mostUrgent,
  severalSessions,
  standingsOf,
  standingWords,
  windowWords,
} from './wording/job-standing.ts';
import { modesText } from './wording/modes-text.ts';
import { objectiveSentences } from './wording/objective-words.ts';
import { seedWords } from './wording/seed-words.ts';
import { STANDING_WORDS } from './wording/standing-words.ts';
import { thingsWaitedFor } from './wording/things-waited-for.ts';
import { vmsWithData } from './wording/undone.ts';
import { taskHours, waitsByCause } from './wording/waits-by-cause.ts';

/**
 * Most rows and lines of each kind. Faults and limits are short already. The whole report fits on one screen, to be
 * pasted into a ticket.
 */
const JOBS_SHOWN = 5;
const PROXIES_SHOWN = 3;
const CAUSES_SHOWN = 4;
const LINES_SHOWN = 3;
/** Longest sentence, and longest name in a table, in characters. */
const LONGEST = 300;
const LONGEST_NAME = 40;

/**
 * `report.md`: the answer and its reasons. Sections without content are left out. `replications`: undefined if the
 * run was not replicated.
 */
export function reportMarkdown(data: ReportData, replications?: StoredReplications): string {
  const { words, summary } = data;
  const sections = [
    `## ${text(summary.scenario.name)}\n`,
    `**${text(words.verdict.text)}**\n\n${words.span.map(text).join(' ')}\n`,
    replications === undefined ? '' : overReplications(replications),
    jobs(data),
    bullets('What limits it', words.limits.map(text)),
    next(data),
    waits(data),
    proxies(data),
    links(data),
    bullets('Faults and mishaps', words.troubles.map(text)),
    unprotected(data),
    bullets('Warnings', firstLines(summary.diagnostics.map(({ code, message }) => `${message} [${code}]`))),
    expectations(summary),
    bottom(data),
  ];
  return sections.filter((section) => section !== '').join('\n');
}

function text(words: string): string {
  return plainWords(cutName(words, LONGEST));
}

function bullets(heading: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  return `**${heading}**\n\n${lines.map((line) => `- ${line}\n`).join('')}`;
}

/** The first step that a setting can try. Unprotected VMs and missed expectations have sections of their own. */
function next(data: ReportData): string {
  const steps = nextSteps(data);
  const step = steps.find(({ set }) => set.length > 0) ?? steps[0];
  if (step === undefined) return '';
  const setting = settingWords(step);
  const trial = setting === undefined ? '' : ` Try it with ${codeSpan(setting)}`;
  return `**What to do next:** ${text(step.text)}${trial}\n`;
}

/** For lists of unbounded length. */
function firstLines(lines: readonly string[]): string[] {
  return [...lines.slice(0, LINES_SHOWN).map(text), ...moreLine(lines.length - LINES_SHOWN, { indent: '' })];
}

/** How much of the answer is due to chance. */
function overReplications(stored: StoredReplications): string {
  const rows = windowRows(stored, '-');
  const shown = rows.slice(0, 1 + JOBS_SHOWN);
  const rest = rows.length - shown.length;
  const parts = [
    `**Over ${counted(stored.replications, 'replication')}**\n`,
    ...windowSentences(stored).map((line) => `${text(line)}\n`),
    ...(rows.length === 0 ? [] : [tableOfNames(WINDOW_HEADS, shown)]),
    ...(rest > 0 ? [`${andMore(rest, { noun: 'more job', tail: ' in report.html' })}\n`] : []),
  ];
  return parts.join('\n');
}

/** A table whose first column holds names, which are cut. */
function tableOfNames(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const names = cutNames(
    rows.map(([name = '']) => name),
    LONGEST_NAME,
  );
  return markdownTable(
    heads,
    rows.map(([, ...cells], i) => [names[i]!, ...cells]),
  );
}

function jobs({ summary, sessions, clockStartUs }: ReportData): string {
  const { shown, hidden } = mostUrgent(standingsOf(summary.jobs, sessions), JOBS_SHOWN);
  if (shown.length === 0) return '';
  const clock = wallClock(clockStartUs);
  const rows = shown.map((standing) => {
    const { name, job } = standing;
    const load = meanLoad(job);
    return [
      name,
      windowWords(standing),
      endWords(standing, clock),
      standingWords(standing),
      formatBytes(sumOfSessions(job, ({ readBytes }) => readBytes)),
      ...LOAD_STAGES.map((stage) => (load === undefined ? '-' : loadText(load[stage]))),
      bottlenecks(job)[0] ?? '-',
    ];
  });
  const stages = LOAD_STAGES.map((stage) => STAGE_NAMES[stage]);
  const heads = ['job', 'window', 'ends', 'margin', 'read', ...stages, 'bottleneck'];
  const notes = [
    hidden.length > 0 ? moreJobs(hidden) : [],
    severalSessions(shown) ?? [],
    objectiveSentences(summary.jobs, clock),
  ].flat();
  return [tableOfNames(heads, rows), ...notes.map((note) => `\n${text(note)}\n`)].join('');
}

function waits({ summary, byDefault, waitsByThing }: ReportData): string {
  const byThing = waitsByThing.kind === 'found' ? waitsByThing.value : [];
  const rows = waitsByCause(summary.waits)
    .slice(0, CAUSES_SHOWN)
    .map(({ cause, seconds, share }) => [
      cause,
      taskHours(seconds),
      formatShare(share),
      cutName(causeWords(summary, cause, byDefault), LONGEST),
      cutName(thingsWaitedFor(byThing, cause) ?? '-', LONGEST),
    ]);
  if (rows.length === 0) return '';
  const heads = ['tasks waited for', 'task-hours', 'share', 'because', 'most of it for'];
  // Without data on the things waited for, the table has no column for them.
  const columns = byThing.length === 0 ? heads.length - 1 : heads.length;
  return markdownTable(
    heads.slice(0, columns),
    rows.map((row) => row.slice(0, columns)),
  );
}

function proxies(data: ReportData): string {
  const night = usedInLongestNight(data);
  const { proxies: all } = night ?? data.summary;
  const sorted = Object.entries(all).sort(([, a], [, b]) => b.slotUtilisation - a.slotUtilisation);
  if (sorted.length === 0) return '';
  const rows = sorted
    .slice(0, PROXIES_SHOWN)
    .map(([name, proxy]) => [
      name,
      `${proxy.slots}`,
      `${proxy.tasks}`,
      formatShare(proxy.slotUtilisation),
      formatShare(proxy.cpuUtilisation),
      modesText(proxy, '-'),
    ]);
  const rest = sorted.length - rows.length;
  const notes = [
    rest > 0 ? andMore(rest, { tail: ', less full' }) : [],
    night === undefined ? [] : 'Slot use and CPU are of the time in which tasks ran in the longest night.',
  ].flat();
  const table = tableOfNames(['proxy', 'slots', 'tasks', 'slot use', 'CPU', 'modes'], rows);
  return [table, ...notes.map((note) => `\n${note}\n`)].join('');
}

/** What crossed the links between sites, most first. */
function links(data: ReportData): string {
  const { summary, words } = data;
  const night = usedInLongestNight(data)?.links;
  const busy = night === undefined ? 'busy' : 'busy in the longest night';
  const sorted = Object.entries(night ?? summary.links).sort(
    ([, a], [, b]) => b.transferredBytes - a.transferredBytes,
  );
  if (sorted.length === 0) return '';
  const shown = firstOf(
    sorted,
    LINES_SHOWN,
    ([name, { transferredBytes, utilisation }]) =>
      `${cutName(name, LONGEST_NAME)} ${formatBytes(transferredBytes)} (${formatShare(utilisation)} ${busy})`,
  );
  return [
    `**Transferred over links:** ${text(shown)}\n`,
    ...words.farReads.map((line) => `${text(line)}\n`),
  ].join('\n');
}

/** The VMs that share the most frequent reason, by name. */
function unprotected({ unprotected: all }: ReportData): string {
  const [most, ...others] = unprotectedByReason(all);
  if (most === undefined) return '';
  const rest = others.length === 0 ? '' : '; others for other reasons, in report.html';
  return `**Not protected (${vmsWithData(all.length, usedBytesOf(all))}):** ${text(most)}${rest}\n`;
}

function expectations({ expect }: Summary): string {
  const missed = expect.filter(({ ok }) => !ok);
  if (expect.length === 0) return '';
  const verdict = expectationsVerdict(expect);
  return missed.length === 0 ? `${verdict}.\n` : bullets(verdict, firstLines(missed.map(expectationText)));
}

/** The assumptions behind the figures, and how to reproduce them. */
function bottom({ assumptions, summary, origin }: ReportData): string {
  const counts = new Map<Assumption['standing'], number>();
  for (const { standing } of assumptions) counts.set(standing, (counts.get(standing) ?? 0) + 1);
  const standings = [...counts].map(([standing, count]) => `${count} ${STANDING_WORDS[standing]}`).join(', ');
  const assumed =
    assumptions.length === 0
      ? ''
      : `${counted(assumptions.length, 'figure')} assumed where the scenario says nothing (${text(standings)}): report.html lists them.\n\n`;
  const { policy, fingerprint } = summary;
  const from = `proxysim ${origin.version}, policy ${policy}, ${seedWords(summary)}, fingerprint ${fingerprint}`;
  return `${assumed}${text(from)}\n\n${codeBlock([origin.command])}`;
}

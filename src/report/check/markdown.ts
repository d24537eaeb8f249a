import { counted } from '../../units/counted.ts';
import { andMore } from '../../units/cut-list.ts';
import { codeBlock, folded, markdownTable, plainWords, withinLimit } from '../characters/markdown-text.ts';
import { formatSeconds } from '../wording/metric-value.ts';
import { type CheckOutcome, checkedName, isUnaccepted } from './outcome.ts';
import { differenceLines, findingText, isFine, missedText, type ReportedCheck } from './report.ts';
import { differenceHeadline } from './text.ts';

/** With more scenarios than this, the table lists only those with a problem and counts the others. */
const LISTED = 40;
/** Longest details of one scenario, in characters. */
const LONGEST = 6000;

/** The result of a check, for a comment on a pull request or a step summary: below the limit of 65,536 characters. */
export function checkMarkdown(checks: readonly ReportedCheck[]): string {
  const bad = checks.filter(({ outcome }) => !isFine(outcome));
  const all = counted(checks.length, 'scenario');
  const unaccepted = checks.filter(({ outcome }) => isUnaccepted(outcome)).length;
  const without = unaccepted === 0 ? '' : `, ${unaccepted} without an accepted result`;
  const headline = `${bad.length === 0 ? `${all}, all fine` : `${bad.length} of ${all} not fine`}${without}`;
  const listed = checks.length <= LISTED ? checks : bad.slice(0, LISTED);
  const left = checks.length - listed.length;
  const table = listed.length === 0 ? '' : markdownTable(HEADS, listed.map(rowOf));
  const others = andMore(left, { tail: bad.length > LISTED ? '' : ', which are fine' });
  const parts = [
    `### proxysim check: ${headline}\n\n`,
    table,
    left === 0 || listed.length === 0 ? '\n' : `\n${others}\n\n`,
    ...bad.map(({ outcome }) => `${folded(checkedName(outcome), detailsOf(outcome))}\n`),
  ];
  return withinLimit(
    parts,
    (missing) => `${counted(missing, 'scenario')} more with details that do not fit here.\n`,
  );
}

const HEADS = ['scenario', 'result', 'window', 'was'];

function rowOf({ outcome }: ReportedCheck): string[] {
  const { window } = outcome;
  const seconds = (value: number | null) => (value === null ? '-' : formatSeconds(value));
  return [checkedName(outcome), verdictWords(outcome), seconds(window.is), seconds(window.was)];
}

function verdictWords(outcome: CheckOutcome): string {
  if (outcome.verdict === 'refused')
    return outcome.diagnostics[0]?.code === 'bad-baseline' ? 'cannot be compared' : 'does not run';
  const missed = outcome.missed.length > 0 ? [`${counted(outcome.missed.length, 'expectation')} missed`] : [];
  const different = outcome.differences.length > 0 ? ['different'] : [];
  const unaccepted = isUnaccepted(outcome) ? ['no accepted result'] : [];
  const words = [...different, ...unaccepted, ...missed];
  return words.length === 0 ? 'as accepted' : words.join(', ');
}

function detailsOf(outcome: CheckOutcome): string {
  const missed = outcome.missed.map((one) => `- ${plainWords(missedText(one))}\n`);
  const headline = differenceHeadline(outcome);
  const findings = outcome.verdict === 'refused' ? outcome.diagnostics.map(findingText) : [];
  const lines = [...(headline === undefined ? [] : [headline, ...differenceLines(outcome)]), ...findings];
  const parts = [...missed, missed.length > 0 ? '\n' : '', lines.length === 0 ? '' : codeBlock(cut(lines))];
  return withinLimit(parts, () => 'More does not fit here.\n', LONGEST);
}

/** Shortens the lines before they are put into a fence: cutting the finished text could remove the closing fence. */
function cut(lines: readonly string[]): string[] {
  let room = LONGEST / 2;
  const kept: string[] = [];
  for (const line of lines) {
    room -= line.length + 1;
    if (room < 0) return [...kept, 'and more'];
    kept.push(line);
  }
  return kept;
}

import { PLAIN } from '../characters/paint.ts';
import { spanLines } from '../text/answer.ts';
import { limitLines } from '../text/limits.ts';
import type { ReportContext } from '../text/report-context.ts';
import { troubleLines } from '../text/troubles.ts';
import { type Verdict, verdictOf } from '../text/verdict.ts';
import { chanceWords } from '../wording/chance-words.ts';
import { farReadsWords } from '../wording/far-reads.ts';
import { UnsaidOnce } from '../wording/unsaid-words.ts';
import type { ReportExtras } from './build-report.ts';

/** What the terminal says about a run, line by line and without colours, for pages and files. */
export interface ReportWords {
  readonly verdict: Verdict;
  /** When it ended, how much was done, and whether it is one draw of many. */
  readonly span: readonly string[];
  /** What limits it; empty if nothing was done. */
  readonly limits: readonly string[];
  /** What was read over links in network mode; empty if nothing was. */
  readonly farReads: readonly string[];
  /** Faults and mishaps; empty if there were none. */
  readonly troubles: readonly string[];
}

export function wordsOf(
  context: Pick<ReportContext, 'result' | 'clock'>,
  { doubled, leftToChance }: Pick<ReportExtras, 'doubled' | 'leftToChance'>,
): ReportWords {
  const plain: ReportContext = { ...context, paint: PLAIN, unsaid: new UnsaidOnce() };
  // The first line of a section is its heading.
  const below = (lines: readonly string[]) => unbroken(lines.slice(1));
  return {
    verdict: verdictOf(context),
    span: [spanLines(plain), chanceWords(leftToChance ?? []) ?? []].flat(),
    limits: below(limitLines(plain)),
    farReads: farReadsWords(context.result.farReads),
    troubles: below(troubleLines(plain, doubled)),
  };
}

/** Joins wrapped lines: an indent of two spaces begins a line, a larger one continues the line before. */
function unbroken(lines: readonly string[]): string[] {
  const whole: string[] = [];
  for (const line of lines) {
    if (line.startsWith('   ') && whole.length > 0) whole.push(`${whole.pop()} ${line.trim()}`);
    else whole.push(line.trim());
  }
  return whole;
}

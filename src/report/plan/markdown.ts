import { codeBlock, markdownTable, plainWords, withinLimit } from '../characters/markdown-text.ts';
import { PLAIN } from '../characters/paint.ts';
import type { TextColumn } from '../text/table.ts';
import { marginLines, verdictLines } from './answer.ts';
import { designCells, designColumns, shownDesigns, stepLines } from './cheaper.ts';
import { growthLines } from './growth.ts';
import { limitLines } from './limits.ts';
import { hindranceLines, LOSS_COLUMNS, lossNotes, lossRows, lossVerdicts, tellsLosses } from './losses.ts';
import { hasOneDesign, type PlanData } from './plan-data.ts';
import { searchLines } from './text.ts';

/** Most rows of each kind. The whole report fits on one screen, to be pasted into a ticket. */
const SHOWN = 6;

/** `report.md` of a plan: the answer and what it follows from. */
export function planMarkdown(plan: PlanData): string {
  const { scenario, chosen, again } = plan;
  const [verdict, ...others] = verdictLines(plan);
  const heads = (columns: readonly TextColumn[]) => columns.map(({ head }) => head);
  // If no design holds, every step misses in the same way.
  const steps = chosen === null ? [] : stepLines(plan);
  const designs = shownDesigns(plan, SHOWN).shown;
  const losses = tellsLosses(plan) ? lossRows(plan) : [];
  const parts = [
    `## ${plainWords(scenario.name)}\n\n**${plainWords(verdict!)}**\n\n`,
    bullets([...others, ...marginLines(plan), ...limitLines(plan), ...steps]),
    hasOneDesign(plan)
      ? ''
      : `${markdownTable(
          heads(designColumns(plan)),
          designs.map((design) => designCells(plan, design)),
        )}\n`,
    !tellsLosses(plan)
      ? ''
      : lossVerdicts(plan, PLAIN)
          .map((line) => `**${plainWords(line)}**\n\n`)
          .join(''),
    !tellsLosses(plan) ? '' : bullets([...hindranceLines(plan), ...lossNotes(plan)]),
    losses.length === 0 ? '' : `${markdownTable(heads(LOSS_COLUMNS), losses.slice(0, SHOWN))}\n`,
    bullets(growthLines(plan, PLAIN)),
    bullets(searchLines(plan)),
    again.vary === null ? '' : `Other designs are tried by:\n\n${codeBlock([again.vary])}\n`,
    codeBlock([again.plan, again.night]),
  ];
  return withinLimit(parts, () => '\nMore does not fit here.\n');
}

function bullets(lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${lines.map((line) => `- ${plainWords(line.trim())}\n`).join('')}\n`;
}

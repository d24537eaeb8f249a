import type { Plan } from '../../experiment/plan/plan.ts';
import type { GrownMonth } from '../../experiment/plan/plan-search.ts';
import { trialFigures } from '../../experiment/plan/trial-figures.ts';
import { counted } from '../../units/counted.ts';
import { formatShare } from '../../units/format-quantity.ts';
import type { Paint } from '../paint.ts';
import { meanWords, nightsHeldWords, troubleWords } from './words.ts';

/** For how long the design lasts while the data grows, and what breaks then. */
export function growthLines({ growth, months, chosen }: Plan, paint: Paint): string[] {
  if (growth === null || chosen === null) return [];
  const pace = `${formatShare(growth.perYear)} more data a year`;
  const last = months.at(-1)!;
  if (last.trial.verdict === 'holds')
    return [
      `Growth: ${paint.good(`holds for ${counted(growth.years, 'year')}`)} with ${pace}.`,
      `  In month ${last.month} (data ${factorWords(last)}): ${monthWords(last)}.`,
    ];
  const before = months.at(-2);
  return [
    `Growth: ${paint.bad(`breaks in month ${last.month}`)} with ${pace}, every month simulated.`,
    `  Month ${last.month} (data ${factorWords(last)}): ${monthWords(last)}.`,
    `  What breaks: ${troubleWords(trialFigures(last.trial))}.`,
    ...(before === undefined
      ? []
      : [`  Month ${before.month} (data ${factorWords(before)}): ${monthWords(before)}.`]),
  ];
}

function factorWords({ factor }: GrownMonth): string {
  return `x${factor.toFixed(2)}`;
}

function monthWords({ trial }: GrownMonth): string {
  const figures = trialFigures(trial);
  return `windows hold in ${nightsHeldWords(figures.held)}, ${meanWords(figures)} on average`;
}

import { compareFailures } from '../../experiment/plan/failure-order.ts';
import type { Plan } from '../../experiment/plan/plan.ts';
import type { ProxyLoss } from '../../experiment/plan/plan-search.ts';
import { trialFigures } from '../../experiment/plan/trial-figures.ts';
import type { Paint } from '../paint.ts';
import { printable } from '../printable.ts';
import { textTable } from '../text/table.ts';
import { heldWords, meanWords, troubleWords } from './words.ts';

/** Proxies on a terminal, those whose loss hurts most first; all are in `plan.json`. */
const SHOWN = 8;

/** N+1: whether the windows hold with any one proxy lost from the start. */
export function lossLines({ losses, chosen }: Plan, paint: Paint): string[] {
  if (chosen === null || losses.length === 0) return [];
  const worstFirst = [...losses].sort((a, b) => compareFailures(b.trial, a.trial));
  const fatal = losses.filter(({ trial }) => trial.verdict === 'misses');
  const worst = worstFirst[0]!;
  const verdict =
    fatal.length === 0
      ? `N+1: ${paint.good('YES')}, the windows hold without any one proxy; ${printable(worst.proxy)} is missed most.`
      : `N+1: ${paint.bad('NO')}, ${fatal.length} of ${losses.length} proxies cannot be missed; without ${printable(worst.proxy)} it is worst.`;
  const left = losses.length - SHOWN;
  return [
    verdict,
    ...textTable(
      [
        { head: 'Lost from the start' },
        { head: 'nights held', align: 'right' },
        { head: 'mean', align: 'right' },
        { head: 'worst night' },
      ],
      worstFirst.slice(0, SHOWN).map(lossRow),
      paint.heading,
    ),
    ...(left > 0 ? [`  and ${left} more in plan.json`] : []),
  ];
}

function lossRow({ proxy, trial }: ProxyLoss): string[] {
  const figures = trialFigures(trial);
  return [printable(proxy), heldWords(figures.held), meanWords(figures), troubleWords(figures)];
}

import { moreLine } from '../../units/cut-list.ts';
import { printable } from '../characters/printable.ts';
import { expectationsVerdict, expectationText } from '../wording/expectation-text.ts';
import type { ReportContext } from './report-context.ts';
import { wrapped } from './wrapped.ts';

const WARNINGS_SHOWN = 5;

/** The warnings about the scenario in short, or only their number if the full messages have just been printed. */
export function warningLines({ result, paint }: ReportContext, shown: boolean): string[] {
  const { diagnostics } = result.summary;
  if (diagnostics.length === 0) return [];
  if (shown) return [`Warnings: ${diagnostics.length}, see above.`];
  const lines = diagnostics
    .slice(0, WARNINGS_SHOWN)
    .flatMap(({ code, message }) => wrapped(`  ${printable(message)} [${code}]`, paint.width.sentence));
  const rest = moreLine(diagnostics.length - WARNINGS_SHOWN, { tail: ' in summary.json' });
  return [paint.heading('Warnings'), ...lines, ...rest];
}

/** The missed ones individually; the others as a number. */
export function expectationLines({ result, paint }: ReportContext): string[] {
  const { expect } = result.summary;
  if (expect.length === 0) return [];
  const missed = expect.filter(({ ok }) => !ok);
  const verdict = expectationsVerdict(expect);
  if (missed.length === 0) return [paint.good(`${verdict}.`)];
  return [
    paint.bad(verdict),
    ...missed.flatMap((outcome) => wrapped(`  ${expectationText(outcome)}`, paint.width.sentence)),
  ];
}

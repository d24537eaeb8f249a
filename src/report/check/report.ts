import type { Diagnostic, Span } from '../../diagnostics/diagnostic.ts';
import { lineTable, positionOf } from '../../diagnostics/source-text.ts';
import type { ExpectationOutcome } from '../../metrics/summary/summary.ts';
import type { Expectation } from '../../scenario/scenario.ts';
import { expectationText, limitsText } from '../wording/expectation-text.ts';
import type { CheckOutcome } from './outcome.ts';
import { distributionLines, divergenceLines, shownDifferences } from './text.ts';

/** What reports for pipelines are made from: an outcome, with the position of its expectations. */
export interface ReportedCheck {
  readonly outcome: CheckOutcome;
  /** In the order of the file; empty if it could not be read. */
  readonly expectations: readonly PlacedExpectation[];
}

export interface PlacedExpectation {
  readonly metric: string;
  /** `at most 8h (28800)` */
  readonly limits: string;
  readonly place: Place;
  /** Undefined: it is not missed. */
  readonly missed: ExpectationOutcome | undefined;
}

export interface Place {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

/**
 * Every expectation of a scenario with its position. An expectation that is written twice is reported missed twice.
 */
export function placedExpectations(
  expectations: readonly Expectation[],
  missed: readonly ExpectationOutcome[],
): PlacedExpectation[] {
  return expectations.map((expectation) => ({
    metric: expectation.metric,
    limits: limitsText(expectation),
    place: placeOf(expectation.origin.span),
    missed: missed.find(
      (one) => one.metric === expectation.metric && limitsText(one) === limitsText(expectation),
    ),
  }));
}

export function placeOf(span: Span): Place {
  const { line, column } = positionOf(lineTable(span.source), span.start);
  return { file: span.source.name, line, column };
}

/** What differs, and where the runs diverge; the outermost level is not indented. */
export function differenceLines({ differences, divergence, distribution }: CheckOutcome): string[] {
  const parting = divergence === undefined ? [] : divergenceLines(divergence);
  const below = [...parting, ...distributionLines({ distribution })];
  return [...shownDifferences(differences, ''), ...below.map((line) => line.replace(/^ {2}/, ''))];
}

export function missedText(missed: ExpectationOutcome): string {
  return `MISSED: ${expectationText(missed)}`;
}

/** A finding as text, including its hint. */
export function findingText({ message, hint }: Diagnostic): string {
  return hint === undefined ? message : `${message} ${hint}`;
}

/** Whether it passes; a missing baseline is not a failure. */
export function isFine({ verdict, differences, missed }: CheckOutcome): boolean {
  return verdict !== 'refused' && differences.length === 0 && missed.length === 0;
}

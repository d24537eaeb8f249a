import { andMore } from '../../units/cut-list.ts';
import { type CheckOutcome, isUnaccepted } from './outcome.ts';
import {
  differenceLines,
  findingText,
  missedText,
  type Place,
  placeOf,
  type ReportedCheck,
} from './report.ts';
import { differenceHeadline } from './text.ts';

/** A workflow step shows at most this many of each kind (docs.github.com, "Workflow commands"). */
const SHOWN = 10;

interface Annotation {
  readonly level: 'error' | 'warning';
  readonly place: Pick<Place, 'file'> & Partial<Place>;
  readonly title: string;
  readonly message: string;
}

/**
 * Lines that a GitHub workflow shows beside the files: missed expectations at their place, scenarios whose result has
 * changed, and the errors of those that do not run. Each ends with a line break.
 */
export function annotationLines(checks: readonly ReportedCheck[]): string[] {
  const all = checks.flatMap(annotationsOf);
  if (all.length <= SHOWN) return all.map(line);
  const rest = all.length - SHOWN + 1;
  const last = all[SHOWN - 1]!;
  const more = {
    ...last,
    title: 'proxysim check',
    message: andMore(rest, { tail: ', which this list has no room for' }),
  };
  return [...all.slice(0, SHOWN - 1), more].map(line);
}

function annotationsOf({ outcome, expectations }: ReportedCheck): Annotation[] {
  const { scenario, verdict } = outcome;
  if (verdict === 'refused') return refusals(outcome);
  const found: Annotation[] = [];
  const different = differenceHeadline(outcome);
  if (isUnaccepted(outcome)) {
    const message = 'No result is accepted to compare with: only its expectations are checked.';
    found.push({
      level: 'warning',
      place: { file: scenario },
      title: titleOf('No accepted result', outcome),
      message,
    });
  } else if (different !== undefined) {
    const message = [different, ...differenceLines(outcome)].join('\n');
    found.push({
      level: 'error',
      place: { file: scenario },
      title: titleOf('Another result', outcome),
      message,
    });
  }
  const placed = expectations.flatMap(({ place, missed }) =>
    missed === undefined ? [] : [{ place, missed }],
  );
  const places = new Map(placed.map(({ place, missed }) => [missed, place]));
  for (const missed of outcome.missed) {
    const place = places.get(missed) ?? { file: scenario };
    found.push({
      level: 'error',
      place,
      title: titleOf('Missed expectation', outcome),
      message: missedText(missed),
    });
  }
  return found;
}

function titleOf(title: string, { policy }: CheckOutcome): string {
  return policy === null ? title : `${title} under ${policy.name}`;
}

function refusals({ scenario, diagnostics }: CheckOutcome): Annotation[] {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  return errors.map((finding) => ({
    level: 'error',
    place: finding.span === undefined ? { file: scenario } : placeOf(finding.span),
    title: finding.code,
    message: findingText(finding),
  }));
}

function line({ level, place, title, message }: Annotation): string {
  const { file, line: row, column } = place;
  const words = [`file=${property(file)}`];
  if (row !== undefined) words.push(`line=${row}`);
  if (column !== undefined) words.push(`col=${column}`);
  words.push(`title=${property(title)}`);
  return `::${level} ${words.join(',')}::${data(message)}\n`;
}

/** Escaped, so that no name can end the command or begin another one. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

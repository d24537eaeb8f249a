import { optionDiagnostic } from '../../diagnostics/bad-option.ts';
import type { Result } from '../../diagnostics/diagnostic.ts';
import { formatDateTime } from '../../units/format-quantity.ts';
import { shown } from '../../units/quantity-problem.ts';
import { fromStartUs, parseRunInstant, type RunInstant } from '../../units/run-instant.ts';

/** A time within the run, as given in an option; which instant it is depends on the scenario's clock. */
export interface InstantOption {
  readonly option: string;
  readonly text: string;
  readonly instant: RunInstant;
}

/** Parses it as far as that needs no scenario. */
export function readInstantOption(option: string, text: string): Result<InstantOption> {
  const read = parseRunInstant(text);
  if (read.ok) return { ok: true, value: { option, text, instant: read.value }, warnings: [] };
  return { ok: false, diagnostics: [optionDiagnostic(option, read.problem.message, read.problem.hint)] };
}

/** Microseconds from the start of the scenario's clock. */
export function instantUs({ option, text, instant }: InstantOption, clockStartUs: number): Result<number> {
  const value = fromStartUs(instant, clockStartUs);
  if (value >= 0) return { ok: true, value, warnings: [] };
  const start = formatDateTime(clockStartUs);
  const message = `${shown(text)} is before the start of the simulated time, ${start}.`;
  return { ok: false, diagnostics: [optionDiagnostic(option, message)] };
}

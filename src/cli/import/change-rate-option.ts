import type { Result } from '../../diagnostics/diagnostic.ts';
import { parseShare } from '../../units/parse-quantity.ts';
import { optionDiagnostic } from '../terminal/problems.ts';

/** The daily change of `--change-rate 3%` in the notation of a scenario; undefined if the option is not given. */
export function readChangeRate(text: string | undefined): Result<string | undefined> {
  const share = text === undefined ? undefined : parseShare(text);
  if (share === undefined || share.ok) return { ok: true, value: text?.trim(), warnings: [] };
  const { message, hint } = share.problem;
  return { ok: false, diagnostics: [optionDiagnostic('--change-rate', message, hint)] };
}

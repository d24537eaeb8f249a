import { optionDiagnostic } from '../../diagnostics/bad-option.ts';
import type { Result } from '../../diagnostics/diagnostic.ts';
import type { ChangeOptions } from '../../import/daily-change.ts';
import { parseBytes, parseShare } from '../../units/parse-quantity.ts';
import { shown } from '../../units/quantity-problem.ts';

const EXAMPLES = 'Write for example 3% for a share of the used space, or "3 TB" for all VMs together.';

/**
 * The daily change of `--change-rate 3%`, or of all VMs together of `--change-rate "3 TB"`; none if the option is not
 * given.
 */
export function readChangeRate(text: string | undefined): Result<ChangeOptions> {
  if (text === undefined) return { ok: true, value: {}, warnings: [] };
  // `3 percent` is for the parser of shares, which names the right form.
  const isAmount = /^\s*\d[\d.,_]*\s*(?!percent)[a-z]/i.test(text);
  const parsed = isAmount ? parseBytes(text) : parseShare(text);
  if (parsed.ok) {
    const value = isAmount ? { changeBytes: parsed.value } : { changeRate: text.trim() };
    return { ok: true, value, warnings: [] };
  }
  const { code, message, hint } = parsed.problem;
  const diagnostic =
    code === 'bad-quantity'
      ? optionDiagnostic('--change-rate', `${shown(text)} is not a share or an amount of data.`, EXAMPLES)
      : optionDiagnostic('--change-rate', message, code === 'unknown-unit' ? EXAMPLES : hint);
  return { ok: false, diagnostics: [diagnostic] };
}

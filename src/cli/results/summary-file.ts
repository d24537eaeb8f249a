import { isRecord } from '../../collections/record-of.ts';
/** The file's name in a run's folder. Of an accepted result this is the only part made for readers. */
export const SUMMARY_FILE = 'summary.json';
const FORMAT = 'proxysim-summary/1';

export type ReadSummary =
  | { readonly ok: true; readonly summary: Readonly<Record<string, unknown>> }
  /** What is wrong, worded to follow the file's name. */
  | { readonly ok: false; readonly problem: string };

/** Parses a `summary.json` and validates what every reader needs: its format, and which run it is from. */
export function readSummary(text: string): ReadSummary {
  const no = (why: string): ReadSummary => ({
    ok: false,
    problem: `is not a summary that this version can compare: ${why}`,
  });
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return no('it is not JSON');
  }
  if (!isRecord(parsed)) return no('it is not a map');
  const { format } = parsed;
  if (format !== FORMAT) {
    return no(
      typeof format === 'string'
        ? `its format is '${format}', not '${FORMAT}'`
        : `it does not state the format '${FORMAT}'`,
    );
  }
  for (const key of ['policy', 'fingerprint'])
    if (typeof parsed[key] !== 'string') return no(`'${key}' is not text`);
  return { ok: true, summary: parsed };
}

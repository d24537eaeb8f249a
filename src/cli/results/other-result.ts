import { join } from 'node:path';
import type { Io } from '../io.ts';
import { complain } from '../terminal/problems.ts';
import { PLAN_FILE } from './plan-file.ts';
import { REPORT_FILE } from './report-file.ts';
import { SUMMARY_FILE } from './summary-file.ts';
import { SWEEP_FILE } from './sweep-file.ts';

type ResultKind = 'run' | 'sweep' | 'plan';

/** Files that only one kind of result has. */
const OF_ONE_KIND: readonly (readonly [ResultKind, string])[] = [
  ['run', SUMMARY_FILE],
  ['run', REPORT_FILE],
  ['sweep', SWEEP_FILE],
  ['plan', PLAN_FILE],
];

/**
 * Whether a folder for one kind of result already holds another kind; if so, it reports that. Pages and `report.md`
 * have the same names in all kinds, so a later reader would mistake one for the other.
 */
export async function holdsOtherResult(io: Io, folder: string, kind: ResultKind): Promise<boolean> {
  for (const [other, file] of OF_ONE_KIND) {
    if (other === kind || !(await io.exists(join(folder, file)))) continue;
    complain(
      io,
      `'${folder}' holds the result of a ${other}, and that of a ${kind} would be mixed with it. Give another folder with -o, or remove it.`,
    );
    return true;
  }
  return false;
}

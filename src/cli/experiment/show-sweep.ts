import type { Sweep } from '../../experiment/sweep.ts';
import { sweepJson } from '../../report/sweep/json.ts';
import { sweepText } from '../../report/sweep/text.ts';
import type { Io } from '../io.ts';
import { reportPaint } from '../terminal/paint.ts';

/** Prints a sweep whose folder has been written: only its JSON, or text for people. */
export function showSweep(io: Io, folder: string, sweep: Sweep, asJson: boolean): void {
  if (asJson) io.stdout.write(sweepJson(sweep));
  else io.stdout.write(`${sweepText(sweep, reportPaint(io, io.stdout))}\nEverything: ${folder}\n`);
}

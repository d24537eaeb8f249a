import type { Sweep } from '../../experiment/sweep.ts';
import { sweepData } from '../../report/sweep/build-sweep-data.ts';
import { sweepJson } from '../../report/sweep/json.ts';
import { sweepText } from '../../report/sweep/text.ts';
import type { Io } from '../io.ts';
import { reportPaint } from '../terminal/paint.ts';

/** Prints a sweep whose folder has been written: only its JSON, or text for people. */
export function showSweep(io: Io, folder: string, sweep: Sweep, asJson: boolean): void {
  const data = sweepData(sweep);
  if (asJson) io.stdout.write(sweepJson(data));
  else io.stdout.write(`${sweepText(data, reportPaint(io, io.stdout))}\nEverything: ${folder}\n`);
}

import type { Blame, Charged } from '../../explain/waits/blame.ts';
import type { Relief } from '../../explain/waits/relief.ts';
import { counted } from '../../units/counted.ts';
import { moreLine } from '../../units/cut-list.ts';
import { formatShare } from '../../units/format-quantity.ts';
import { printable } from '../characters/printable.ts';
import { durationText } from '../wording/duration-text.ts';
import { unsaidSentence } from '../wording/unsaid-words.ts';
import { aligned, withTrial } from './wording.ts';

/** Most rows of a list. */
const MOST = 8;

/** `file`: for the command that tries the relief; `columns`: the width of a line. */
export function blameText(
  blame: Blame,
  relief: Relief | null,
  { file, columns }: { readonly file: string; readonly columns: number },
): string {
  const { cause, waitedUs, tasks, nobodyUs, exact } = blame;
  const ofJob = blame.of === undefined ? '' : ` of ${printable(blame.of)}`;
  if (waitedUs === 0) return `No task${ofJob} waited for ${cause}.\n`;
  const lines = [
    `${counted(tasks, 'task')}${ofJob} waited for ${cause}, together ${durationText(waitedUs)}.`,
  ];
  if (!exact) lines.push('(Shares are estimates: the records of the run do not give exact values.)');
  const wanted = blame.byThing.slice(0, MOST).map(({ name, us, wantedUs, mostWaiting }) => {
    return [name, durationText(us), share(us, waitedUs), durationText(wantedUs), `${mostWaiting}`];
  });
  lines.push(
    '',
    ...aligned([['waited for', 'time', 'share', 'wanted for', 'most at once'], ...wanted], { columns }),
  );
  lines.push(...moreLine(blame.byThing.length - MOST, { indent: '' }));
  const unsaid = unsaidSentence(blame.byDefault);
  if (unsaid !== undefined) lines.push(unsaid);
  lines.push(
    ...table('held by jobs', blame.byJob, waitedUs, columns),
    ...table('held by VMs', blame.byVm, waitedUs, columns),
  );
  const isDown = cause === 'no-candidate' && blame.byThing.some(({ name }) => name.includes('.'));
  if (isDown) lines.push('', 'The things listed were down, and without them no proxy could take the disks.');
  else if (nobodyUs > 0) lines.push('', `Held by nobody: ${durationText(nobodyUs)}.`);
  if (relief !== null) lines.push('', reliefWords(relief));
  return withTrial(lines, relief, { file, columns });
}

function reliefWords({ what, share: ofWaiting, usedUs, insteadOf }: Relief): string {
  const limit = 'This alone may not shorten the window: something else may limit it.';
  if (insteadOf === null)
    return `What to try first: ${what}. ${formatShare(ofWaiting)} of this waiting was for it, and one more would have been in use for ${durationText(usedUs)}. ${limit}`;
  const { freeUs, wantedUs } = insteadOf;
  return `What to try first: ${what}. Tasks waited for ${durationText(wantedUs)}, but for ${durationText(freeUs)} of that time the repository was full as well: ${insteadOf.what} would have stayed free. ${limit}`;
}

function table(head: string, rows: readonly Charged[], waitedUs: number, columns: number): string[] {
  if (rows.length === 0) return [];
  const cells = rows
    .slice(0, MOST)
    .map(({ name, us }) => [name, durationText(Math.round(us)), share(us, waitedUs)]);
  return [
    '',
    ...aligned([[head, 'time', 'share'], ...cells], { columns }),
    ...moreLine(rows.length - MOST, { indent: '' }),
  ];
}

function share(us: number, waitedUs: number): string {
  return formatShare(us / waitedUs);
}

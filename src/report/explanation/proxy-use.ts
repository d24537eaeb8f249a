import { clockOf } from '../../explain/clock.ts';
import { BETTER_PLACE, type KeptFree, type ProxyUse } from '../../explain/proxy-use.ts';
import type { Chronicle } from '../../explain/state/chronicle.ts';
import { counted } from '../../units/counted.ts';
import { moreLine } from '../../units/cut-list.ts';
import { formatShare } from '../../units/format-quantity.ts';
import { CAUSE_WORDS } from '../wording/cause-words.ts';
import { durationText } from '../wording/duration-text.ts';
import { aligned, inWidth, withTrial } from './wording.ts';

/** Most rows of reasons. */
const MOST = 8;

/** `file`: for the command that tries the relief; `columns`: the width of a line. */
export function proxyUseText(
  chronicle: Chronicle,
  use: ProxyUse,
  { file, columns }: { readonly file: string; readonly columns: number },
): string {
  const { proxy, slots, fromUs, toUs, tasks, kept } = use;
  const clock = clockOf(chronicle);
  const wholeUs = slots * (toUs - fromUs);
  const row = (words: string, us: number, most = '') => [
    words,
    durationText(Math.round(us)),
    formatShare(wholeUs === 0 ? 0 : us / wholeUs),
    most,
  ];
  const rows = [
    row('used', use.usedUs),
    ...kept.slice(0, MOST).map((one) => row(`free: ${keptWords(one)}`, one.us, `${one.mostTasks}`)),
    row('free: no task waited that it could take', use.unwantedUs),
    ...(use.downUs > 0 ? [row('down', use.downUs)] : []),
  ];
  const lines = [
    `${proxy}: ${counted(slots, 'slot')}, ${counted(tasks, 'task')}, from ${clock(fromUs)} to ${clock(toUs)}.`,
    '',
    ...aligned([['slot time', 'time', 'share', 'most tasks waiting'], ...rows], { columns }),
    ...moreLine(kept.length - MOST, { indent: '' }),
  ];
  const [first] = kept;
  if (first === undefined) return inWidth(lines, columns);
  const { relief } = use;
  const remedy = relief === null ? '' : ` What to try first: ${relief.what}.`;
  lines.push('', `${reasonSentence(proxy, first)}${remedy}`);
  return withTrial(lines, relief, { file, columns });
}

function keptWords({ cause, what }: KeptFree): string {
  return what === null ? cause : `${cause}, ${what}`;
}

/** The first reason in words. */
function reasonSentence(proxy: string, { cause, what, mostTasks }: KeptFree): string {
  const tasks = `up to ${counted(mostTasks, 'task')} that ${proxy} could take`;
  if (cause === BETTER_PLACE)
    return `Main reason for its free slots: ${tasks} waited for a better place${what === null ? '' : `, ${what}`}.`;
  return `Main reason for its free slots: ${tasks} had to wait, because ${CAUSE_WORDS[cause]}${what === null ? '' : ` (${what})`}.`;
}

import { groupedBy } from '../../collections/grouped-by.ts';
import type { HeldBy, WaitTold } from '../../explain/task-life.ts';
import { durationText } from '../wording/duration-text.ts';
import type { UnsaidOnce } from '../wording/unsaid-words.ts';
import { few, lasted, type Told } from './wording.ts';

/** With more stretches than this, waits are summed up by what was waited for. */
const MOST_WAITS = 10;

/** What a task waited for, stretch by stretch in order of time, or summed up. */
export function waitsTold(waits: readonly WaitTold[], unsaid: UnsaidOnce): Told[] {
  const [first] = waits;
  if (first === undefined || waits.length <= MOST_WAITS)
    return waits.map((wait) => ({ atUs: wait.fromUs, lines: waitLines(wait, unsaid) }));
  const whole = durationText(waits.reduce((sum, wait) => sum + lengthOf(wait), 0));
  return [
    {
      atUs: first.fromUs,
      lines: [
        `waits ${whole} in ${waits.length} stretches (--at TIME shows one), all together:`,
        ...sums(waits).flatMap(({ wait, times }) => {
          const [line, ...rest] = waitLines(wait, unsaid);
          return [`${line!.replace('waits ', '')}${times > 1 ? `, ${times} times` : ''}`, ...rest.map(under)];
        }),
      ],
    },
  ];
}

function waitLines(wait: WaitTold, unsaid: UnsaidOnce): string[] {
  const { fromUs, toUs, cause, place, what, holders, down, byDefault } = wait;
  const where = place === null ? '' : ` at ${place}`;
  const thing = what === null ? '' : ` (${what})`;
  const lines = [`waits ${lasted(fromUs, toUs)} for ${cause}${where}${thing}`];
  if (holders.length > 0) {
    const whole = toUs - fromUs;
    const texts = holders.map(({ who, us }) => (us === whole ? who : `${who} for ${durationText(us)}`));
    lines.push(`held by ${few(texts)}`);
  }
  if (down.length > 0) lines.push(`down meanwhile: ${few(down)}`);
  return [...lines, ...unsaid.lines(byDefault)];
}

interface Sum {
  readonly wait: WaitTold;
  readonly times: number;
}

/** All stretches for the same thing as one of their total length, whatever their places; the longest first. */
function sums(waits: readonly WaitTold[]): Sum[] {
  const found = groupedBy(waits, ({ cause, what }) => JSON.stringify([cause, what]));
  return [...found.values()].map(together).sort((a, b) => lengthOf(b.wait) - lengthOf(a.wait));
}

function together(same: readonly WaitTold[]): Sum {
  const first = same[0]!;
  const wait = {
    ...first,
    toUs: first.fromUs + same.reduce((sum, one) => sum + lengthOf(one), 0),
    place: null,
    holders: heldTogether(same),
    down: [...new Set(same.flatMap(({ down }) => down))],
  };
  return { wait, times: same.length };
}

function heldTogether(waits: readonly WaitTold[]): HeldBy[] {
  const held = new Map<string, number>();
  for (const { who, us } of waits.flatMap(({ holders }) => holders)) held.set(who, (held.get(who) ?? 0) + us);
  return [...held].map(([who, us]) => ({ who, us })).sort((a, b) => b.us - a.us);
}

function lengthOf({ fromUs, toUs }: WaitTold): number {
  return toUs - fromUs;
}

function under(line: string): string {
  return `  ${line}`;
}

import { entryWord } from '../scenario/entry-words.ts';
import { WEEKDAY_TELLS_US } from '../units/civil-time.ts';
import { formatDate, formatTime } from '../units/format-quantity.ts';
import type { Decision, DecisionKind, Place, Subject } from './decision-log.ts';

/** What happens to a subject, to follow its name. Task starts and failovers have texts of their own, with their place. */
const ENDINGS: Readonly<Record<Exclude<DecisionKind, 'task-started' | 'task-failed-over'>, string>> = {
  'session-started': 'starts',
  'task-ready': 'is ready',
  'snapshot-created': 'has its snapshot',
  'transfer-started': 'begins its transfer',
  'transfer-ended': 'ends its transfer',
  'task-ended': 'ends and frees its slots',
  'task-dropped': 'is given up before it got slots',
  'snapshot-removing': 'begins to remove its snapshot',
  'snapshot-removed': 'has removed its snapshot',
  'vm-ended': 'is done',
  'session-ended': 'ends',
  'session-missed': 'misses a start',
  'proxy-deployed': 'is deployed',
  'task-interrupted': 'is interrupted',
  'task-resumed': 'resumes',
  'session-retried': 'tries its failed VMs again',
  'transform-started': 'starts',
  'transform-ended': 'ends',
  'went-down': 'goes down',
  'came-up': 'comes up',
  'link-degraded': 'changes its bandwidth',
  'connection-lost': 'is lost',
  'connection-back': 'is back',
  'tracking-reset': 'loses its change tracking',
  rescanned: 'is rescanned',
  'vm-moved': 'is done',
  'volume-moved': 'is done',
};

/** `vm3/0 of nightly to px2 by hotadd at Mon 22:00:41`. `startUs`: `clock.start`, microseconds since 1970-01-01. */
export function decisionText(decision: Decision, startUs: number): string {
  const { kind, atUs, subject, place } = decision;
  const who = subjectText(subject);
  const at = ` at ${instantText(atUs, startUs)}`;
  if (kind === 'task-started') return `${who} ${placedText(place!)}${at}`;
  if (kind === 'task-failed-over') {
    const [, mode, , , secondMode] = place!;
    return `${who} continues ${mode === '' ? `writing by ${secondMode}` : `by ${mode}`}${at}`;
  }
  return `${who} ${ENDINGS[kind]}${at}`;
}

export function subjectText({ of, words }: Subject): string {
  const [a, b, c, d, e] = words;
  switch (of) {
    case 'session':
      return `session ${b} of ${a}`;
    case 'vm-run':
      return `${d} of ${a}${laterText(b!, c!)}`;
    case 'task':
      return `${d}/${e} of ${a}${laterText(b!, c!)}`;
    case 'transform':
      return `${c} ${e} of ${a} on ${d}${laterText(b!, '1')}`;
    case 'job':
    case 'vm':
      return a!;
    case 'proxy':
      return `proxy ${a}`;
    case 'part':
      return `${entryWord(a!)} ${b}`;
    case 'connection':
      return `the connection of ${a} to ${b}`;
    case 'nothing':
      return 'the infrastructure';
    case 'move':
      return `the move of ${a} to ${b}`;
  }
}

/** `px2 by hotadd`, followed by the writing proxy and the extent if there are any. */
export function placeText([proxy, mode, extent, second, secondMode]: Place): string {
  const first = proxy === '' ? 'no proxy' : `${proxy} by ${mode}`;
  const writer = second === '' ? '' : `, written by ${second} by ${secondMode}`;
  return `${first}${writer}${extent === '' ? '' : `, into extent ${extent}`}`;
}

/** Day of the week and time, with milliseconds unless they are 0; from the seventh day of the run on with the date. */
export function instantText(atUs: number, startUs: number): string {
  const instant = startUs + atUs;
  const ms = Math.floor(atUs / 1000) % 1000;
  const time = `${formatTime(instant)}${ms === 0 ? '' : `.${`${ms}`.padStart(3, '0')}`}`;
  if (atUs < WEEKDAY_TELLS_US) return time;
  const [day, timeOfDay] = time.split(' ');
  return `${day} ${formatDate(instant)} ${timeOfDay}`;
}

function placedText(place: Place): string {
  return place[0] === ''
    ? `starts without a proxy${place[2] === '' ? '' : `, into extent ${place[2]}`}`
    : `to ${placeText(place)}`;
}

/** ` (session 2, attempt 3)`; first sessions and first attempts are not mentioned. */
function laterText(session: string, attempt: string): string {
  const parts = [session === '1' ? '' : `session ${session}`, attempt === '1' ? '' : `attempt ${attempt}`];
  const later = parts.filter((part) => part !== '').join(', ');
  return later === '' ? '' : ` (${later})`;
}

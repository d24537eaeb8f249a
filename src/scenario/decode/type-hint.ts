import { meantDays, meantInterval, meantTimeOfDay } from '../../units/meant-time.ts';
import { shown } from '../../units/quantity-problem.ts';
import { DISTRIBUTIONS } from '../sections/distribution.ts';
import type { Located, LocatedMap, LocatedScalar } from '../tree/located.ts';

/** What an issue is about. */
export interface IssueTopic {
  /** What the message calls the value: `'cores'`, `An entry of 'jobs'`. */
  readonly subject: string;
  /** The field whose value it is, or an entry of it: `'modes'`. */
  readonly field: string;
  /** Keys of the map that the value may be; empty where it may not be one. */
  readonly keys: readonly string[];
  /** The largest number that the value may be; undefined where it may not be one. */
  readonly largest?: number | undefined;
}

// For `must be …` in a message.
export const A_MAP = 'a map';
export const A_LIST = 'a list';
export const A_SWITCH = 'true or false';
export const TEXT = 'text';
export const A_NUMBER = 'a number';
export const A_WHOLE_NUMBER = 'a whole number';

/** What to write instead of a value of the wrong type, if that is clear. `what`: what it must be. */
export function typeHint(what: string, node: Located, topic: IssueTopic): string | undefined {
  return (
    (node.kind === 'scalar' ? hintForScalar(what, node, topic) : hintForCollection(what, node)) ??
    hintForMap(what, node, topic.field, topic.keys)
  );
}

function hintForScalar(what: string, node: LocatedScalar, topic: IssueTopic): string | undefined {
  const { field } = topic;
  if (node.value === null) return undefined;
  if (what === TEXT) return `Write it in quotes: ${JSON.stringify(node.text)}.`;
  if (what.includes(A_LIST)) return hintForList(what, node, field);
  if (what.includes(A_SWITCH)) return hintForSwitch(node);
  return what.includes(A_NUMBER) || what.includes(A_WHOLE_NUMBER) ? hintForNumber(node, topic) : undefined;
}

/** Words that people write behind a count, as in `8 cores`. */
const COUNTED = '(?:v?cpus?|cores?|slots?|tasks?|streams?|disks?|times|points?|days?)';

function hintForNumber({ text, value }: LocatedScalar, { field, largest }: IssueTopic): string | undefined {
  if (/^(?:unlimited|unbounded|infinite|infinity|inf|no limit|max|maximum|\.inf)$/i.test(text)) {
    // Of cores a scenario need not say anything, and then there is no limit.
    if (field === shown('cores')) return `Leave ${field} out for unlimited.`;
    return largest === undefined || largest === Number.POSITIVE_INFINITY
      ? undefined
      : `The most is ${largest}.`;
  }
  // Others call 2x or 2:1 what halves the data.
  const ratio = /^(\d+(?:\.\d+)?)\s*(?:x|:\s*1)$/i.exec(text);
  if (ratio !== null && field === shown('compressionRatio')) return ratioHint(Number(ratio[1]));
  const percent = /^(\d+(?:\.\d+)?)\s*%$/.exec(text);
  if (percent !== null) return `Write ${Number(percent[1]) / 100}.`;
  if (typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(text)) return `Write ${text} without quotes.`;
  const counted = new RegExp(String.raw`^(\d+)\s*${COUNTED}$`, 'i').exec(text);
  if (counted !== null) return `Write ${counted[1]}.`;
  return /^\d{1,3}(?:[_,' ]\d{3})+$/.test(text) ? `Write ${text.replace(/\D/g, '')}.` : undefined;
}

/** How a scenario states what others call a compression of 2:1. `times`: 2. */
export function ratioHint(times: number): string {
  return `Write ${Number((1 / times).toFixed(3))} for ${times}:1: it is what is left of each byte.`;
}

function hintForSwitch({ text, value }: LocatedScalar): string | undefined {
  if (typeof value === 'string' && /^(?:true|false)$/.test(text)) return `Write ${text} without quotes.`;
  return meantSwitch(text);
}

/**
 * What to write for another word for true or false. These are words of YAML 1.1 and of spreadsheets, and mere text in
 * YAML 1.2.
 */
export function meantSwitch(text: string): string | undefined {
  if (/^(?:yes|y|x|on|1|enabled?|true)$/i.test(text)) return 'Write true.';
  return /^(?:no|n|off|0|-|disabled?|false|none)$/i.test(text) ? 'Write false.' : undefined;
}

function hintForList(what: string, node: LocatedScalar, field: string): string {
  const days = field === shown('days') ? meantDays(node.text) : undefined;
  if (days !== undefined && days.length > 1) return `Write [${days.join(', ')}].`;
  const isAny = /^(?:all|any|auto|automatic)$/i.test(node.text);
  if (isAny && what.startsWith('auto ')) return 'Write auto.';
  if (/^all$/i.test(node.text)) return 'Write ["*"] for all.';
  if (isAny) return `Leave ${field} out for any.`;
  const items = node.text.split(/\s*[,;]\s*/).filter((item) => item !== '');
  return items.length > 1
    ? `Write [${items.map(asListItem).join(', ')}].`
    : `A list of one is [${asListItem(node.text)}].`;
}

function hintForCollection(what: string, node: Exclude<Located, LocatedScalar>): string | undefined {
  if (node.kind === 'map') {
    if (what === A_LIST) return 'Put it in brackets: [{ ... }].';
    return isDistribution(node) ? DRAWN_ELSEWHERE : undefined;
  }
  return what === TEXT ? hintForOne(node.items) : undefined;
}

const DRAWN_ELSEWHERE =
  "Values can be drawn only for disks of a population, for example 'disks: { count: 2, size: { uniform: [50 GB, 90 GB] }, datastores: [ds1] }'. Write one value here.";

function isDistribution({ entries: [only, second] }: LocatedMap): boolean {
  return only !== undefined && second === undefined && DISTRIBUTIONS.some((kind) => kind === only.key);
}

/** What to write instead of a list where one name is needed. */
function hintForOne(items: readonly Located[]): string | undefined {
  const [only, second] = items;
  if (only === undefined) return undefined;
  if (second !== undefined) return 'Write only one, without brackets.';
  if (only.kind !== 'scalar') return undefined;
  return /[*?]/.test(only.text)
    ? `Write one name, without brackets: ${asListItem(only.text)} is a pattern, which may fit several.`
    : `Write ${asListItem(only.text)} without brackets.`;
}

function hintForMap(what: string, node: Located, field: string, keys: readonly string[]): string | undefined {
  if (!what.includes(A_MAP) || keys.length === 0) return undefined;
  const all = `Possible keys: ${keys.join(', ')}.`;
  const meant = meantMap(node, field, keys);
  return meant === undefined ? all : `${meant} ${all}`;
}

/** What was probably meant by a value that should be a map with these keys. */
function meantMap(node: Located, field: string, keys: readonly string[]): string | undefined {
  if (keys.includes('weeks')) {
    const texts = node.kind === 'list' ? node.items.map(textOf) : [textOf(node)];
    return `Write for example { days: [${(meantDays(texts.join(',')) ?? ['sat']).join(', ')}] }, or leave ${field} out.`;
  }
  if (node.kind !== 'scalar' || node.value === null) return undefined;
  if (keys.includes('size')) return 'Write for example { size: 100 GB, datastore: ds1 }.';
  if (keys.includes('within') && !keys.includes('daily'))
    return `Write for example { within: "${meantInterval(node.text) ?? '22:00-06:00'}" }.`;
  if (keys.includes('name')) return `Write { name: ${asListItem(node.text)} }.`;
  if (!keys.includes('daily')) return undefined;
  const time = meantTimeOfDay(node.text);
  return time === undefined ? 'Write for example { daily: "22:00" }.' : `Write { daily: "${time}" }.`;
}

function textOf(node: Located): string {
  return node.kind === 'scalar' ? node.text : '';
}

/** A text as it can stand in `[...]`: in quotes unless its characters mean nothing else to YAML there. */
function asListItem(text: string): string {
  return /^[\p{L}\p{N}_][\p{L}\p{N}_.*? /-]*$/u.test(text) ? text : JSON.stringify(text);
}

import type * as z from 'zod';
import { CODES, type Code } from '../../diagnostics/codes.ts';
import { didYouMean } from '../../diagnostics/suggest.ts';
import { shown } from '../../units/quantity-problem.ts';
import { type Located, type LocatedScalar, valueWords } from '../tree/located.ts';
import type { IssueDetail } from './quantity-field.ts';

export type Issue = z.core.$ZodIssue;

interface Wording {
  readonly code: Code;
  readonly message: string;
  readonly hint?: string | undefined;
}

/** What an issue is about. */
interface IssueTopic {
  /** What the message calls the value: `'cores'`, `An entry of 'jobs'`. */
  readonly subject: string;
  /** The field whose value it is, or an entry of it: `'modes'`. */
  readonly field: string;
  /** Keys of the map that the value may be; empty where it may not be one. */
  readonly keys: readonly string[];
}

const A_MAP = 'a map';
const A_LIST = 'a list';
const A_SWITCH = 'true or false';
const TEXT = 'text';
const A_NUMBER = 'a number';
/** The only maps with keys of the user's own are by time of day. */
const BY_TIME = 'Write for example { "08:00-18:00": 50% }.';

const TYPE_WORDS: ReadonlyMap<string, string> = new Map([
  ['string', TEXT],
  ['number', A_NUMBER],
  ['int', 'a whole number'],
  ['boolean', A_SWITCH],
  ['array', A_LIST],
  ['tuple', A_LIST],
  ['object', A_MAP],
  ['record', A_MAP],
]);

/** What the value should have been, for `must be …`. */
export function expectationOf(issue: Issue): string {
  if (issue.code === 'custom') return (issue.params as IssueDetail).what ?? 'something else';
  if (issue.code === 'invalid_value') return issue.values.map(String).join(' or ');
  return issue.code === 'invalid_type'
    ? (TYPE_WORDS.get(issue.expected) ?? issue.expected)
    : 'something else';
}

/** Code, message and hint of an issue with a value that is there. */
export function wordingOf(issue: Issue, node: Located, topic: IssueTopic): Wording {
  const got = valueWords(node);
  switch (issue.code) {
    case 'custom': {
      const detail = issue.params as IssueDetail | undefined;
      if (detail?.root === true) return wrongType(detail.what ?? 'something else', node, topic);
      const code = detail?.code;
      return {
        code: code !== undefined && isCode(code) ? code : 'bad-quantity',
        message: issue.message,
        hint: detail?.hint,
      };
    }
    case 'invalid_value': {
      const values = [...new Set(issue.values.map(String))];
      if (node.kind !== 'scalar' || node.value === null) return wrongType(values.join(' or '), node, topic);
      return {
        code: 'unknown-value',
        message: `${got} is not a value of ${topic.field}.`,
        hint: values.includes(node.text)
          ? `Write ${node.text} without quotes.`
          : didYouMean(node.text, values),
      };
    }
    case 'invalid_type': {
      const wording = wrongType(expectationOf(issue), node, topic);
      return issue.expected === 'record' ? { ...wording, hint: BY_TIME } : wording;
    }
    case 'too_small':
    case 'too_big':
      return { code: 'out-of-range', message: outOfRange(issue, node, topic.subject) };
    default:
      return { code: 'wrong-type', message: `${topic.subject} cannot be ${got}.` };
  }
}

function wrongType(what: string, node: Located, topic: IssueTopic): Wording {
  return {
    code: 'wrong-type',
    message: `${topic.subject} must be ${what}, not ${valueWords(node)}.`,
    hint:
      (node.kind === 'scalar' ? hintForScalar(what, node, topic.field) : undefined) ??
      hintForMap(what, node, topic.keys),
  };
}

function hintForScalar(what: string, node: LocatedScalar, field: string): string | undefined {
  if (node.value === null) return undefined;
  if (what === TEXT) return `Write it in quotes: ${JSON.stringify(node.text)}.`;
  const percent = /^(\d+(?:\.\d+)?)\s*%$/.exec(node.text);
  if (what === A_NUMBER && percent !== null) return `Write ${Number(percent[1]) / 100}.`;
  if (what.includes(A_LIST)) return hintForList(node, field);
  if (!what.includes(A_SWITCH)) return undefined;
  // Words for true and false in YAML 1.1, plain text in YAML 1.2.
  const meant = /^(?:yes|y|on)$/i.test(node.text)
    ? 'true'
    : /^(?:no|n|off)$/i.test(node.text)
      ? 'false'
      : undefined;
  return meant && `Write ${meant}.`;
}

/** Words for several days, which YAML has to list. */
const DAYS: ReadonlyMap<string, string> = new Map([
  ['weekdays', '[mon, tue, wed, thu, fri]'],
  ['workdays', '[mon, tue, wed, thu, fri]'],
  ['weekend', '[sat, sun]'],
  ['weekends', '[sat, sun]'],
  ['all', '[mon, tue, wed, thu, fri, sat, sun]'],
  ['daily', '[mon, tue, wed, thu, fri, sat, sun]'],
]);

function hintForList(node: LocatedScalar, field: string): string {
  const word = node.text.toLowerCase();
  const days = field === shown('days') ? DAYS.get(word) : undefined;
  if (days !== undefined) return `Write ${days}.`;
  return word === 'all' ? 'Write ["*"] for all.' : `A list of one is [${asListItem(node)}].`;
}

function hintForMap(what: string, node: Located, keys: readonly string[]): string | undefined {
  if (!what.includes(A_MAP) || keys.length === 0) return undefined;
  const all = `Possible keys: ${keys.join(', ')}.`;
  if (node.kind !== 'scalar' || node.value === null) return all;
  if (keys.includes('name')) return `Write { name: ${asListItem(node)} }. ${all}`;
  return keys.includes('daily') && /^\d{1,2}:\d\d$/.test(node.text)
    ? `Write { daily: ${asListItem(node)} }. ${all}`
    : all;
}

/** A text as it can stand in `[...]`: in quotes unless its characters mean nothing else to YAML there. */
function asListItem({ text }: LocatedScalar): string {
  return /^[\p{L}\p{N}_][\p{L}\p{N}_.*? /-]*$/u.test(text) ? text : JSON.stringify(text);
}

function outOfRange(
  issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig,
  node: Located,
  subject: string,
): string {
  const small = issue.code === 'too_small';
  const bound = small ? issue.minimum : issue.maximum;
  if (node.kind === 'list') {
    const exact = issue.exact === true ? 'exactly' : small ? 'at least' : 'at most';
    return `${subject} needs ${exact} ${bound} ${bound === 1 ? 'entry' : 'entries'}, not ${node.items.length}.`;
  }
  if (issue.origin === 'string') return `${subject} must not be empty.`;
  const strictly = issue.inclusive === false;
  const relation = small ? (strictly ? 'more than' : 'at least') : strictly ? 'less than' : 'at most';
  return `${subject} must be ${relation} ${bound}, not ${valueWords(node)}.`;
}

function isCode(text: string): text is Code {
  return Object.hasOwn(CODES, text);
}

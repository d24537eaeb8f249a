import type * as z from 'zod';
import { CODES, type Code } from '../../diagnostics/codes.ts';
import { didYouMean } from '../../diagnostics/suggest.ts';
import { shown } from '../../units/quantity-problem.ts';
import { type Located, valueWords } from '../tree/located.ts';
import { otherValueHint } from './other-words.ts';
import type { IssueDetail } from './quantity-field.ts';
import {
  A_LIST,
  A_MAP,
  A_NUMBER,
  A_SWITCH,
  A_WHOLE_NUMBER,
  type IssueTopic,
  TEXT,
  typeHint,
} from './type-hint.ts';

export type Issue = z.core.$ZodIssue;

interface Wording {
  readonly code: Code;
  readonly message: string;
  readonly hint?: string | undefined;
}

/** The only maps with keys of the user's own are by time of day. */
const BY_TIME = 'Write for example { "08:00-18:00": 50% }.';

const SITES_FIELD = shown('between');
const ONE_FOR_EACH_PAIR = 'Write one entry for each pair of sites; [hq, "b{1..3}"] makes three.';

const TYPE_WORDS: ReadonlyMap<string, string> = new Map([
  ['string', TEXT],
  ['number', A_NUMBER],
  ['int', A_WHOLE_NUMBER],
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
          : (otherValueHint(node.text, values) ?? didYouMean(node.text, values)),
      };
    }
    case 'invalid_type': {
      const wording = wrongType(expectationOf(issue), node, topic);
      return issue.expected === 'record' ? { ...wording, hint: BY_TIME } : wording;
    }
    case 'too_small':
    case 'too_big':
      return {
        code: 'out-of-range',
        message: outOfRange(issue, node, topic.subject),
        hint: topic.field === SITES_FIELD ? ONE_FOR_EACH_PAIR : undefined,
      };
    default:
      return { code: 'wrong-type', message: `${topic.subject} cannot be ${got}.` };
  }
}

function wrongType(what: string, node: Located, topic: IssueTopic): Wording {
  return {
    code: 'wrong-type',
    message: `${topic.subject} must be ${what}, not ${valueWords(node)}.`,
    hint: typeHint(what, node, topic),
  };
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

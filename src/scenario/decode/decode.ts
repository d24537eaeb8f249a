import type * as z from 'zod';
import { CODES, type Code } from '../../diagnostics/codes.ts';
import type { Span } from '../../diagnostics/diagnostic.ts';
import { didYouMean, nearest, oneOf } from '../../diagnostics/suggest.ts';
import { shown } from '../../units/quantity-problem.ts';
import type { Findings } from '../findings.ts';
import { descend, described, entryOf, type Located } from '../tree/located.ts';
import type { PlainValues } from './plain.ts';
import type { IssueDetail } from './quantity-field.ts';
import { rangeHint } from './range-hint.ts';
import { isSwitch, keysAt } from './shape.ts';

type Issue = z.core.$ZodIssue;

/** What is being decoded, for messages and paths. */
export interface DecodeTarget {
  readonly node: Located;
  /** `proxies.px1` */
  readonly path: string;
  /** What the value itself is called: `proxies`, `clock`. */
  readonly label: string;
  /** Whether a bare number is a name here. */
  readonly asName?: boolean;
  /** One of so many that it pays to have code made for their shape. */
  readonly isOneOfMany?: boolean;
}

/** The value of a node in the shape of a schema; undefined, and findings at their places, where it has another. */
export function decode<T>(
  schema: z.ZodType<T>,
  target: DecodeTarget,
  plain: PlainValues,
  findings: Findings,
): T | undefined {
  const value = plain.of(target.node, target.asName ?? false);
  const result = schema.safeParse(value, { jitless: target.isOneOfMany !== true });
  if (result.success) return result.data;
  for (const issue of settled(result.error.issues, [], target.node))
    reportIssue(issue, schema, target, findings);
  return undefined;
}

/** Issues without unions: of the alternatives only those that the value was meant to be. `node` is what the paths start from. */
function settled(issues: readonly Issue[], prefix: readonly PropertyKey[], node: Located): Issue[] {
  return issues.flatMap((issue): Issue[] => {
    const path = [...prefix, ...issue.path];
    if (issue.code !== 'invalid_union') return [{ ...issue, path }];
    const value = descend(node, issue.path).node;
    const branches = issue.errors.filter((branch) => branch.length > 0);
    const meant = branches.filter((branch) => !branch.some((inner) => isOtherType(inner, value)));
    if (meant.length === 0 || isStrayWord(meant, branches, value))
      return [wrongTypeOfUnion(branches, path, value)];
    const best = meant.reduce((a, b) => (closeness(b) > closeness(a) ? b : a));
    return settled(best, path, value);
  });
}

/** Whether an alternative fails because the value is of another type altogether. */
function isOtherType(issue: Issue, value: Located): boolean {
  if (issue.path.length > 0) return false;
  if (issue.code === 'invalid_type') return true;
  if (issue.code === 'custom') return (issue.params as IssueDetail | undefined)?.root === true;
  // A list or a map is not a misspelt word.
  return issue.code === 'invalid_value' && value.kind !== 'scalar';
}

/** A text where a number, a list or one special word is needed, and not nearly that word: `maxConcurrentTasks: many`. */
function isStrayWord(
  meant: readonly (readonly Issue[])[],
  branches: readonly (readonly Issue[])[],
  value: Located,
): boolean {
  const wordsOnly = meant.every((branch) =>
    branch.every(
      (issue) =>
        issue.code === 'invalid_value' &&
        issue.path.length === 0 &&
        value.kind === 'scalar' &&
        nearest(value.text, issue.values.map(String)) === undefined,
    ),
  );
  const numbers = branches.some((branch) =>
    branch.some(
      (issue) => issue.code === 'invalid_type' && ['number', 'int', 'array'].includes(issue.expected),
    ),
  );
  return wordsOnly && numbers;
}

/** Alternatives that went further into the value were meant more likely; unknown keys speak against one. */
function closeness(branch: readonly Issue[]): number {
  const deepest = Math.max(...branch.map(({ path }) => path.length));
  const unknown = branch.filter(({ code }) => code === 'unrecognized_keys').length;
  return deepest * 10 - unknown * 20 - branch.length;
}

function wrongTypeOfUnion(
  branches: readonly (readonly Issue[])[],
  path: PropertyKey[],
  value: Located,
): Issue {
  const expected = branches.flatMap((branch) =>
    branch.filter((issue) => isOtherType(issue, value) || issue.code === 'invalid_value').map(expectation),
  );
  const what = [...new Set(expected)].join(' or ');
  return { code: 'custom', path, message: '', params: { code: 'wrong-type', root: true, what } };
}

const TYPE_WORDS: ReadonlyMap<string, string> = new Map([
  ['string', 'a text'],
  ['number', 'a number'],
  ['int', 'a whole number'],
  ['boolean', 'true or false'],
  ['array', 'a list'],
  ['tuple', 'a list'],
  ['object', 'a map'],
  ['record', 'a map'],
]);

/** What an issue says the value should have been. */
function expectation(issue: Issue): string {
  if (issue.code === 'custom') return (issue.params as IssueDetail).what ?? 'something else';
  if (issue.code === 'invalid_value') return issue.values.map(String).join(' or ');
  return issue.code === 'invalid_type'
    ? (TYPE_WORDS.get(issue.expected) ?? issue.expected)
    : 'something else';
}

function reportIssue(issue: Issue, schema: z.ZodType, target: DecodeTarget, findings: Findings): void {
  const { node, steps } = descend(target.node, issue.path);
  const label = nearestName(issue.path) ?? target.label;
  const path = [target.path, ...issue.path.map(String)].join('.');
  const missing = steps < issue.path.length;
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, issue.path);
    for (const key of issue.keys) {
      findings.report('unknown-key', `${shown(key)} is not a key of ${label}.`, {
        path: `${path}.${key}`,
        span: entryOf(node, key)?.keySpan ?? node.span,
        hint: switchHint(key, label, isSwitch(schema, issue.path)) ?? oneOf(key, known),
      });
    }
    return;
  }
  if (missing) {
    const key = issue.path.slice(steps).join('.');
    const parent = nearestName(issue.path.slice(0, steps)) ?? target.label;
    findings.report('missing-key', `${shown(key)} is missing in ${parent}.`, {
      path,
      span: missingSpan(node),
    });
    return;
  }
  const { code, message, hint } = worded(issue, node, label);
  const range = keysAt(schema, issue.path).includes('uniform') ? rangeHint(node) : undefined;
  const detail = issue.code === 'custom' ? (issue.params as { onKey?: boolean } | undefined) : undefined;
  const span = detail?.onKey === true ? keySpanAt(target.node, issue.path) : node.span;
  findings.report(code, message, { path, span, hint: range ?? hint });
}

/** What is a map or true or false has no key that says so. */
function switchHint(key: string, label: string, canBeSwitched: boolean): string | undefined {
  return canBeSwitched && /^(?:enabled?|disabled?|on|off|active)$/i.test(key)
    ? `Write '${label}: true' to switch it on, '${label}: false' to switch it off; its figures alone switch it on, too.`
    : undefined;
}

function worded(
  issue: Issue,
  node: Located,
  label: string,
): { code: Code; message: string; hint?: string | undefined } {
  const got = node.kind === 'scalar' && node.value !== null ? shown(node.text) : described(node);
  switch (issue.code) {
    case 'custom': {
      const detail = issue.params as IssueDetail | undefined;
      if (detail?.root === true) return wrongType(label, detail.what ?? 'something else', got, node);
      const code = detail?.code;
      return {
        code: code !== undefined && isCode(code) ? code : 'bad-quantity',
        message: issue.message,
        hint: detail?.hint,
      };
    }
    case 'invalid_value': {
      const values = [...new Set(issue.values.map(String))];
      if (node.kind !== 'scalar' || node.value === null)
        return wrongType(label, values.join(' or '), got, node);
      return {
        code: 'unknown-value',
        message: `${got} is not a value of ${shown(label)}.`,
        hint: values.includes(node.text)
          ? `Write ${node.text} without quotes.`
          : didYouMean(node.text, values),
      };
    }
    case 'invalid_type':
      return wrongType(label, expectation(issue), got, node);
    case 'too_small':
    case 'too_big':
      return { code: 'out-of-range', message: outOfRange(issue, node, label, got) };
    default:
      return { code: 'wrong-type', message: `${shown(label)} cannot be ${got}.` };
  }
}

function wrongType(
  label: string,
  what: string,
  got: string,
  node: Located,
): { code: Code; message: string; hint?: string } {
  const message = `${shown(label)} must be ${what}, not ${got}.`;
  const isOneOfList = /\ba list\b/.test(what) && node.kind === 'scalar' && node.value !== null;
  return {
    code: 'wrong-type',
    message,
    ...(isOneOfList ? { hint: `A list of one is [${node.text}].` } : {}),
  };
}

function outOfRange(
  issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig,
  node: Located,
  label: string,
  got: string,
): string {
  const small = issue.code === 'too_small';
  const bound = small ? issue.minimum : issue.maximum;
  if (node.kind === 'list') {
    const exact = issue.exact === true ? 'exactly' : small ? 'at least' : 'at most';
    return `${shown(label)} needs ${exact} ${bound} ${bound === 1 ? 'entry' : 'entries'}, not ${node.items.length}.`;
  }
  if (issue.origin === 'string') return `${shown(label)} must not be empty.`;
  const strictly = issue.inclusive === false;
  const relation = small ? (strictly ? 'more than' : 'at least') : strictly ? 'less than' : 'at most';
  return `${shown(label)} must be ${relation} ${bound}, not ${got}.`;
}

function isCode(text: string): text is Code {
  return Object.hasOwn(CODES, text);
}

function nearestName(path: readonly PropertyKey[]): string | undefined {
  const name = path.filter((step) => typeof step === 'string').at(-1);
  return name === undefined ? undefined : String(name);
}

/** A missing key has no place: the beginning of the map that lacks it stands for it. */
function missingSpan(node: Located): Span {
  const first = node.kind === 'map' ? node.entries[0] : undefined;
  if (first === undefined) return node.span;
  const { source, start, end } = first.keySpan;
  const value = first.value.span;
  const sameText = first.value.kind === 'scalar' && value.source === source;
  return { source, start, end: sameText ? Math.max(end, value.end) : end };
}

function keySpanAt(root: Located, path: readonly PropertyKey[]): Span {
  const parent = descend(root, path.slice(0, -1)).node;
  return entryOf(parent, String(path.at(-1)))?.keySpan ?? parent.span;
}

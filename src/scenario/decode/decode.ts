import type * as z from 'zod';
import type { Span } from '../../diagnostics/diagnostic.ts';
import { nearest, oneOf } from '../../diagnostics/suggest.ts';
import { shown } from '../../units/quantity-problem.ts';
import type { Findings } from '../findings.ts';
import { descend, entryOf, type Located } from '../tree/located.ts';
import { expectationOf, type Issue, wordingOf } from './issue-wording.ts';
import { otherLevelHint } from './other-level.ts';
import { meantKey, otherWordHint } from './other-words.ts';
import type { PlainValues } from './plain.ts';
import type { IssueDetail } from './quantity-field.ts';
import { rangeHint } from './range-hint.ts';
import { isSwitch, keysAt, largestAt } from './shape.ts';
import { isSplit, splitNumberAt } from './split-number.ts';

/** What is being decoded, for messages and paths. */
export interface DecodeTarget {
  readonly node: Located;
  /** `proxies.px1` */
  readonly path: string;
  /** What messages call the map whose keys are decoded: `px1`, `clock`. */
  readonly label: string;
  /** What messages call the value itself, by default its label in quotes: `An entry of 'proxies'`. */
  readonly whole?: string;
  /** Whether a bare number is a name here. */
  readonly asName?: boolean;
  /** Set for long lists: zod then compiles the schema, which takes longer but checks each entry faster. */
  readonly isOneOfMany?: boolean;
}

/** Decodes a node by a schema. If the shape does not fit, reports findings at their places and returns undefined. */
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

/** Replaces each union issue by the issues of the alternative that was most likely meant. Paths start from `node`. */
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

/** Whether an alternative fails because the value has another type altogether. */
function isOtherType(issue: Issue, value: Located): boolean {
  if (issue.path.length > 0) return false;
  if (issue.code === 'invalid_type') return true;
  if (issue.code === 'custom') return (issue.params as IssueDetail | undefined)?.root === true;
  // A list or a map cannot be a misspelt word.
  return issue.code === 'invalid_value' && value.kind !== 'scalar';
}

/**
 * Whether a text stands where a number, a list or one keyword is needed, and is not close to the keyword:
 * `maxConcurrentTasks: many`.
 */
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

/** Scores an alternative: the deeper its issues lie in the value the likelier it was meant; unknown keys count against it. */
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
    branch.filter((issue) => isOtherType(issue, value) || issue.code === 'invalid_value').map(expectationOf),
  );
  const what = [...new Set(expected)].join(' or ');
  return { code: 'custom', path, message: '', params: { code: 'wrong-type', root: true, what } };
}

function reportIssue(issue: Issue, schema: z.ZodType, target: DecodeTarget, findings: Findings): void {
  const { node, steps } = descend(target.node, issue.path);
  const path = [target.path, ...issue.path.map(String)].join('.');
  if (issue.code === 'unrecognized_keys') {
    reportUnknownKeys(issue, schema, target, findings);
    return;
  }
  if (steps < issue.path.length) {
    const key = issue.path.slice(steps).join('.');
    const known = keysAt(schema, issue.path.slice(0, steps));
    if (nameAsKey(node, known) !== undefined || isMeantByAnother(key, node, known)) return;
    const parent = nearestName(issue.path.slice(0, steps)) ?? target.label;
    const span = missingSpan(node);
    findings.report('missing-key', `${shown(key)} is missing in ${parent}.`, { path, span, key });
    return;
  }
  // What is wrong with the first part of a number follows from the comma behind it, which is reported as an unknown key.
  const parent = descend(target.node, issue.path.slice(0, -1)).node;
  if (isSplit(parent, String(issue.path.at(-1)))) return;
  const name = nearestName(issue.path);
  const field = shown(name ?? target.label);
  const isEntry = typeof issue.path.at(-1) === 'number';
  const whole = name === undefined ? (target.whole ?? field) : field;
  const subject = isEntry ? `An entry of ${field}` : whole;
  const keys = keysAt(schema, issue.path);
  const largest = largestAt(schema, issue.path);
  const { code, message, hint } = wordingOf(issue, node, { subject, field, keys, largest });
  const range = keys.includes('uniform') ? rangeHint(node) : undefined;
  const detail = issue.code === 'custom' ? (issue.params as { onKey?: boolean } | undefined) : undefined;
  const span = detail?.onKey === true ? keySpanAt(target.node, issue.path) : node.span;
  findings.report(code, message, { path, span, hint: range ?? hint });
}

/** Whether an unknown key of the map was meant to be the missing one: what is said about that key is enough. */
function isMeantByAnother(missing: string, node: Located, known: readonly string[]): boolean {
  return (
    node.kind === 'map' &&
    node.entries.some(
      ({ key }) => !known.includes(key) && (meantKey(key, known) ?? nearest(key, known)) === missing,
    )
  );
}

function reportUnknownKeys(
  issue: z.core.$ZodIssueUnrecognizedKeys,
  schema: z.ZodType,
  target: DecodeTarget,
  findings: Findings,
): void {
  const { node } = descend(target.node, issue.path);
  const label = nearestName(issue.path) ?? target.label;
  const known = keysAt(schema, issue.path);
  const canBeSwitched = isSwitch(schema, issue.path);
  for (const key of issue.keys) {
    findings.report('unknown-key', `${shown(key)} is not a key of ${label}.`, {
      path: [target.path, ...issue.path.map(String), key].join('.'),
      span: entryOf(node, key)?.keySpan ?? node.span,
      hint:
        MERGE_HINTS.get(key) ??
        splitNumberHint(node, key) ??
        (nameAsKey(node, known) === key ? `Write 'name: ${key}', and its keys beside 'name'.` : undefined) ??
        switchHint(key, label, canBeSwitched) ??
        otherWordHint(key, known) ??
        otherLevelHint(key, { schema, path: issue.path }) ??
        oneOf(key, known),
    });
  }
}

const MERGE_HINTS: ReadonlyMap<string, string> = new Map([
  [
    '<<',
    'YAML 1.2 has no merge keys: write the fields out, or use a name with braces for entries that are alike.',
  ],
]);

function splitNumberHint(map: Located, key: string): string | undefined {
  const split = splitNumberAt(map, key);
  return split && `A comma ends an entry. Write '${split}'.`;
}

/** The name of an entry that was written as a key around or before its fields: `nightly` of `- nightly: { vms: [vm1] }`. */
function nameAsKey(node: Located, known: readonly string[]): string | undefined {
  const [first] = node.kind === 'map' ? node.entries : [];
  if (first === undefined || !known.includes('name') || entryOf(node, 'name') !== undefined) return undefined;
  const isName = !known.includes(first.key) && (first.value.kind !== 'scalar' || first.value.value === null);
  return isName && meantKey(first.key, known) === undefined && nearest(first.key, known) === undefined
    ? first.key
    : undefined;
}

/** A section that is either a map or true or false has no key to switch it on or off. */
function switchHint(key: string, label: string, canBeSwitched: boolean): string | undefined {
  return canBeSwitched && /^(?:enabled?|disabled?|on|off|active)$/i.test(key)
    ? `Write '${label}: true' to switch it on, '${label}: false' to switch it off. Setting any of its keys switches it on, too.`
    : undefined;
}

function nearestName(path: readonly PropertyKey[]): string | undefined {
  const name = path.filter((step) => typeof step === 'string').at(-1);
  return name === undefined ? undefined : String(name);
}

/** Where a missing key is reported: at the first entry of the map that lacks it. */
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

import { type XmlElement, xmlDocument } from './junit-xml.ts';
import { type CheckOutcome, checkedName, isUnaccepted } from './outcome.ts';
import {
  differenceLines,
  findingText,
  missedText,
  type PlacedExpectation,
  type ReportedCheck,
} from './report.ts';
import { differenceHeadline } from './text.ts';

const SUITE = 'proxysim check';

/**
 * The result of a check as JUnit XML: one suite, with a case per scenario (passes if its result is the accepted one;
 * skipped if none is accepted) and a case per expectation. It uses only elements and attributes that every schema of
 * the format has.
 */
export function junitXml(checks: readonly ReportedCheck[]): string {
  const cases = checks.flatMap(casesOf);
  const count = (kind: string) =>
    cases.filter(({ children = [] }) => children.some(({ name }) => name === kind)).length;
  const seconds = checks.reduce((sum, { outcome }) => sum + outcome.tookSeconds, 0);
  const totals = { tests: cases.length, failures: count('failure'), errors: count('error') };
  const suite: XmlElement = {
    name: 'testsuite',
    attributes: { name: SUITE, ...totals, skipped: count('skipped'), time: seconds.toFixed(3) },
    children: cases,
  };
  return xmlDocument({
    name: 'testsuites',
    attributes: { name: SUITE, ...totals, time: seconds.toFixed(3) },
    children: [suite],
  });
}

function casesOf({ outcome, expectations }: ReportedCheck): XmlElement[] {
  return [
    testCase(outcome, checkedName(outcome), outcome.tookSeconds, resultOf(outcome)),
    ...expectations.map((expectation) => expectationCase(outcome, expectation)),
  ];
}

function testCase(
  { scenario, policy }: CheckOutcome,
  name: string,
  seconds: number,
  children: readonly XmlElement[],
): XmlElement {
  return {
    name: 'testcase',
    attributes: { classname: classOf(scenario, policy), name, time: seconds.toFixed(3) },
    children,
  };
}

/** Viewers split class names at dots, and merge two cases with equal class and name. */
function classOf(scenario: string, policy: CheckOutcome['policy']): string {
  const path = scenario
    .replace(/^(?:\.\.\/)+/, '')
    .replace(/\.[^./]*$/, '')
    .replaceAll('/', '.');
  return policy === null ? path : `${path} under ${policy.name.replaceAll('.', '-')}`;
}

function resultOf(outcome: CheckOutcome): XmlElement[] {
  const headline = differenceHeadline(outcome);
  if (outcome.verdict === 'refused') {
    const [first] = outcome.diagnostics;
    const message = first === undefined ? 'it does not run' : findingText(first);
    return [problem('error', first?.code ?? 'refused', message, outcome.diagnostics.map(findingText))];
  }
  if (isUnaccepted(outcome))
    return [{ name: 'skipped', attributes: { message: 'no result is accepted to compare with' } }];
  if (headline === undefined) return [];
  return [problem('failure', 'different', headline, differenceLines(outcome))];
}

function expectationCase(
  outcome: CheckOutcome,
  { metric, limits, place, missed }: PlacedExpectation,
): XmlElement {
  const text = missed === undefined ? undefined : missedText(missed);
  const where = `${place.file}:${place.line}:${place.column}`;
  return testCase(
    outcome,
    `expect ${metric} ${limits}`.trimEnd(),
    0,
    text === undefined ? [] : [problem('failure', 'missed', text, [`${where}: ${text}`])],
  );
}

function problem(name: string, type: string, message: string, lines: readonly string[]): XmlElement {
  return { name, attributes: { message, type }, text: lines.join('\n') };
}

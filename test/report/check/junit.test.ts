import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { junitXml } from '../../../src/report/check/junit.ts';
import { xmlDocument } from '../../../src/report/check/junit-xml.ts';
import { check, different, everyVerdict, expectation, LATE } from '../check-outcomes.ts';
import { type ReadElement, readXml } from '../xml-reader.ts';

/** What the schemas of the format have in common: elements, the attributes they need, and those they may have. */
const SCHEMA: Readonly<Record<string, { needs: string[]; may: string[]; inside: string[] }>> = {
  testsuites: {
    needs: [],
    may: ['name', 'time', 'tests', 'failures', 'errors', 'disabled'],
    inside: ['testsuite'],
  },
  testsuite: {
    needs: ['name', 'tests', 'failures', 'errors'],
    may: ['time', 'skipped', 'timestamp', 'hostname', 'id', 'package', 'disabled'],
    inside: ['testcase'],
  },
  testcase: { needs: ['name', 'classname'], may: ['time'], inside: ['failure', 'error', 'skipped'] },
  failure: { needs: [], may: ['message', 'type'], inside: [] },
  error: { needs: [], may: ['message', 'type'], inside: [] },
  skipped: { needs: [], may: ['message'], inside: [] },
};

function againstSchema({ name, attributes, children }: ReadElement): string[] {
  const rule = SCHEMA[name];
  if (rule === undefined) return [`<${name}> is not of the format`];
  const given = Object.keys(attributes);
  return [
    ...rule.needs.filter((key) => !given.includes(key)).map((key) => `<${name}> has no ${key}`),
    ...given
      .filter((key) => ![...rule.needs, ...rule.may].includes(key))
      .map((key) => `<${name}> has ${key}`),
    ...children
      .filter((child) => !rule.inside.includes(child.name))
      .map((child) => `<${child.name}> in <${name}>`),
    ...children.flatMap(againstSchema),
  ];
}

describe('JUnit XML of a check', () => {
  const root = readXml(junitXml(everyVerdict()));
  const [suite] = root.children;
  const cases = suite?.children ?? [];

  test('conforms to the schemas of the format', () => {
    expect(againstSchema(root)).toEqual([]);
  });

  test('is one suite with a case per scenario and one per expectation', () => {
    expect(root.children).toHaveLength(1);
    expect(cases.map(({ attributes }) => `${attributes['classname']}: ${attributes['name']}`)).toEqual([
      'scenarios.fine: scenarios/fine.yaml',
      'scenarios.fine: expect jobs.nightly.window at most 1h (3600)',
      'scenarios.fine: expect totals.failed 0',
      'scenarios.other: scenarios/other.yaml',
      'scenarios.late: scenarios/late.yaml',
      'scenarios.late: expect jobs.nightly.window at most 1h (3600)',
      'scenarios.new: scenarios/new.yaml',
      'scenarios.bad: scenarios/bad.yaml',
    ]);
  });

  test('counts its content: 8 cases, 2 failures, 1 error, 1 skipped, 5 x 0.25 s', () => {
    expect(suite?.attributes).toMatchObject({
      tests: '8',
      failures: '2',
      errors: '1',
      skipped: '1',
      time: '1.250',
    });
    const within = (name: string) => cases.filter(({ children }) => children[0]?.name === name).length;
    expect([within('failure'), within('error'), within('skipped')]).toEqual([2, 1, 1]);
  });

  test('a different scenario fails with its differences and the first divergence as text', () => {
    const [failure] = cases[3]!.children;
    expect(failure).toMatchObject({
      name: 'failure',
      attributes: { type: 'different', message: 'DIFFERENT in 3 places, from decision 7 on: placements' },
    });
    expect(failure!.text).toContain('window.seconds: was 3600, is 4000\n');
    expect(failure!.text).toContain(
      'First divergence, decision 7:\n  was: vm3/0 of nightly to px2 by hotadd\n',
    );
    expect(failure!.text).toContain('px2: no free slot');
  });

  test('a missed expectation fails with its figures and its position', () => {
    const text = 'MISSED: jobs.nightly.window is 1h 7m (4000); expected at most 1h (3600)';
    expect(cases[5]!.children).toEqual([
      {
        name: 'failure',
        attributes: { type: 'missed', message: text },
        children: [],
        text: `scenarios/night.yaml:12:5: ${text}`,
      },
    ]);
  });

  test('a scenario that does not run is an error with the code of the finding', () => {
    const [error] = cases[7]!.children;
    expect(error?.attributes).toEqual({
      type: 'unknown-key',
      message: "'prox' is not a key. Did you mean 'proxies'?",
    });
  });

  test('nothing to check is a suite without cases', () => {
    expect(readXml(junitXml([])).children[0]?.attributes).toMatchObject({ tests: '0', failures: '0' });
  });

  test('names of any kind are preserved', () => {
    const metric = `jobs.<a & "b" 'c'>\t]]>.window`;
    const missed = { ...LATE, metric };
    const one = { outcome: different({ missed: [missed] }), expectations: [expectation({ metric, missed })] };
    const read = readXml(junitXml([one])).children[0]!.children[1]!;
    expect(read.attributes['name']).toBe(`expect ${metric} at most 1h (3600)`);
    expect(againstSchema(readXml(junitXml([one, check()])))).toEqual([]);
  });
});

describe('the XML writer', () => {
  test('for any text the document is well-formed, and what XML can hold is preserved', () => {
    const anything = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(anything, anything, (text, value) => {
        const read = readXml(xmlDocument({ name: 'a', attributes: { value }, text }));
        expect(read.attributes['value']).toBe(writable(value));
        // A parser takes a bare carriage return in text for a line break.
        expect(read.text).toBe(writable(text).replace(/\r\n?/g, '\n'));
      }),
      { numRuns: 500, seed: 5 },
    );
  });

  test.each(['\u0000', '\u001b[31m', '\ud800', '\uffff', '\udfff\ud800'])(
    '%j has no place in XML',
    (text) => {
      const read = readXml(xmlDocument({ name: 'a', attributes: { text }, text }));
      expect(read.text).toMatch(/^\ufffd/);
      expect(read.attributes['text']).toBe(read.text);
    },
  );
});

function writable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is about
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udfff]/gu, '\ufffd');
}

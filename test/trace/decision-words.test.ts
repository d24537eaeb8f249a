import { describe, expect, test } from 'vitest';
import {
  DECISION_KINDS,
  type DecisionKind,
  HAS_PLACE,
  type Place,
  SUBJECT_OF,
  type SubjectKind,
} from '../../src/trace/decision-log.ts';
import { decisionText, instantText, placeText, subjectText } from '../../src/trace/decision-words.ts';

/** Monday, 2026-01-05T22:00. */
const START = 1_767_650_400_000_000;
const WORDS: Readonly<Record<SubjectKind, readonly string[]>> = {
  session: ['nightly', '2'],
  'vm-run': ['nightly', '1', '1', 'vm3'],
  task: ['nightly', '1', '1', 'vm3', '0'],
  transform: ['nightly', '1', 'merge', 'repo1', '1'],
  job: ['nightly'],
  proxy: ['px2'],
  part: ['links', 'hq-dr'],
  connection: ['px2', 'ds1'],
  vm: ['vm3'],
  nothing: [],
};
const PLACE: Place = ['px2', 'hotadd', '', '', ''];

const say = (kind: DecisionKind, place: Place = PLACE) => {
  const subject = { of: SUBJECT_OF[kind], words: WORDS[SUBJECT_OF[kind]] };
  return decisionText({ kind, atUs: 41e6, subject, place: HAS_PLACE.has(kind) ? place : null }, START);
};

describe('a decision in words', () => {
  test('names subject, event and time for every kind, with a different text for each', () => {
    const texts = DECISION_KINDS.map((kind) => say(kind));
    for (const text of texts) expect(text).toMatch(/^\S.* at Mon 22:00:41$/);
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts.join('\n')).not.toMatch(/undefined|null/);
  });

  test.each<[DecisionKind, string]>([
    ['task-started', 'vm3/0 of nightly to px2 by hotadd at Mon 22:00:41'],
    ['task-failed-over', 'vm3/0 of nightly continues by hotadd at Mon 22:00:41'],
    ['session-retried', 'session 2 of nightly tries its failed VMs again at Mon 22:00:41'],
    ['snapshot-created', 'vm3 of nightly has its snapshot at Mon 22:00:41'],
    ['transform-started', 'merge 1 of nightly on repo1 starts at Mon 22:00:41'],
    ['went-down', 'link hq-dr goes down at Mon 22:00:41'],
    ['connection-lost', 'the connection of px2 to ds1 is lost at Mon 22:00:41'],
  ])('%s', (kind, text) => {
    expect(say(kind)).toBe(text);
  });

  test('gives every part of the place', () => {
    expect(placeText(['px2', 'san', 'e1', 'px3', 'nbd'])).toBe(
      'px2 by san, written by px3 by nbd, into extent e1',
    );
    expect(say('task-started', ['', 'repository', '', '', ''])).toBe(
      'vm3/0 of nightly starts without a proxy at Mon 22:00:41',
    );
    expect(say('task-started', ['', 'repository', 'e1', '', ''])).toContain(
      'starts without a proxy, into extent e1',
    );
  });

  test('says which end of a task with two ends fails over', () => {
    expect(say('task-failed-over', ['', '', '', '', 'nbd'])).toBe(
      'vm3/0 of nightly continues writing by nbd at Mon 22:00:41',
    );
  });

  test('gives session and attempt unless they are the first', () => {
    const who = (session: string, attempt: string) =>
      subjectText({ of: 'task', words: ['nightly', session, attempt, 'vm3', '0'] });
    expect(who('2', '1')).toBe('vm3/0 of nightly (session 2)');
    expect(who('1', '3')).toBe('vm3/0 of nightly (attempt 3)');
    expect(who('2', '3')).toBe('vm3/0 of nightly (session 2, attempt 3)');
  });

  test('gives milliseconds unless they are 0, and the date from the seventh day on', () => {
    expect(instantText(41_007_900, START)).toBe('Mon 22:00:41.007');
    expect(instantText(6 * 86_400e6, START)).toBe('Sun 2026-01-11 22:00:00');
  });
});

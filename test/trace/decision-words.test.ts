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
  move: ['vm3', 'hv2'],
};
const PLACE: Place = ['px2', 'hotadd', '', '', ''];

const SAID: Readonly<Record<DecisionKind, string>> = {
  'session-started': 'session 2 of nightly starts',
  'task-ready': 'vm3/0 of nightly is ready',
  'task-started': 'vm3/0 of nightly to px2 by hotadd',
  'snapshot-created': 'vm3 of nightly has its snapshot',
  'transfer-started': 'vm3/0 of nightly begins its transfer',
  'transfer-ended': 'vm3/0 of nightly ends its transfer',
  'task-ended': 'vm3/0 of nightly ends and frees its slots',
  'task-dropped': 'vm3/0 of nightly is given up before it got slots',
  'snapshot-removing': 'vm3 of nightly begins to remove its snapshot',
  'snapshot-removed': 'vm3 of nightly has removed its snapshot',
  'vm-ended': 'vm3 of nightly is done',
  'session-ended': 'session 2 of nightly ends',
  'session-missed': 'nightly misses a start',
  'proxy-deployed': 'proxy px2 is deployed',
  'task-interrupted': 'vm3/0 of nightly is interrupted',
  'task-resumed': 'vm3/0 of nightly resumes',
  'task-failed-over': 'vm3/0 of nightly continues by hotadd',
  'session-retried': 'session 2 of nightly tries its failed VMs again',
  'transform-started': 'merge 1 of nightly on repo1 starts',
  'transform-ended': 'merge 1 of nightly on repo1 ends',
  'went-down': 'link hq-dr goes down',
  'came-up': 'link hq-dr comes up',
  'link-degraded': 'link hq-dr changes its bandwidth',
  'connection-lost': 'the connection of px2 to ds1 is lost',
  'connection-back': 'the connection of px2 to ds1 is back',
  'tracking-reset': 'vm3 loses its change tracking',
  rescanned: 'the infrastructure is rescanned',
  'vm-moved': 'the move of vm3 to hv2 is done',
  'volume-moved': 'the move of vm3 to hv2 is done',
};

const say = (kind: DecisionKind, place: Place = PLACE) => {
  const subject = { of: SUBJECT_OF[kind], words: WORDS[SUBJECT_OF[kind]] };
  return decisionText({ kind, atUs: 41e6, subject, place: HAS_PLACE.has(kind) ? place : null }, START);
};

describe('a decision in words', () => {
  test.each(DECISION_KINDS)('names subject, event and time: %s', (kind) => {
    expect(say(kind)).toBe(`${SAID[kind]} at Mon 22:00:41`);
  });

  test('gives every part of the place', () => {
    expect(placeText(['px2', 'san', 'e1', 'px3', 'nbd'])).toBe(
      'px2 by san, written by px3 by nbd, into extent e1',
    );
    expect(placeText(['', '', '', 'px3', 'nbd'])).toBe('no proxy, written by px3 by nbd');
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

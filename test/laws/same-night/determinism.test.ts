import { describe, expect, test } from 'vitest';
import { textOf } from '../../helpers/random-scenario.ts';
import { runText } from '../../helpers/run-scenario-text.ts';
import { WORLDS } from '../law.ts';

describe.each(WORLDS)('in $where', ({ holds }) => {
  test('the same scenario and seed give the same trace and the same results, byte for byte', () => {
    holds({ runs: 72 }, (data) => {
      const text = textOf(data);
      const once = runText(text);
      const twice = runText(text);
      expect(twice.trace).toEqual(once.trace);
      for (const part of ['summary', 'tasks', 'utilisation'] as const)
        expect(JSON.stringify(twice[part])).toBe(JSON.stringify(once[part]));
    });
  });

  test('observers change nothing: not certified, but explained and sampled at other times, it is the same run', () => {
    holds({ runs: 48 }, (data) => {
      const { summary, tasks } = runText(textOf(data));
      const observed = runText(textOf({ ...data, clock: { ...data.clock, sample: '7s' } }), {
        certify: false,
        explainer: () => {},
        onProgress: () => {},
      });
      expect(observed.summary.fingerprint).toBe(summary.fingerprint);
      expect(observed.tasks).toEqual(tasks);
      expect(observed.summary.waits).toEqual(summary.waits);
    });
  });
});

import { expect, test } from 'vitest';
import { textOf } from '../helpers/random-scenario.ts';
import { runText } from '../helpers/run-scenario-text.ts';
import { holdsFor } from './law.ts';

test('the same scenario and seed give the same fingerprint and the same summary, byte for byte', () => {
  holdsFor({ runs: 72 }, (data) => {
    const text = textOf(data);
    const once = runText(text);
    const twice = runText(text);
    expect(twice.summary.fingerprint).toBe(once.summary.fingerprint);
    expect(JSON.stringify(twice.summary)).toBe(JSON.stringify(once.summary));
    expect(JSON.stringify(twice.tasks)).toBe(JSON.stringify(once.tasks));
    expect(JSON.stringify(twice.utilisation)).toBe(JSON.stringify(once.utilisation));
  });
});

test('observers change nothing: certified, explained and sampled more often, it is the same run', () => {
  holdsFor({ runs: 48 }, (data) => {
    const { summary, tasks } = runText(textOf(data));
    const watched = runText(textOf({ ...data, clock: { ...data.clock, sample: '7s' } }), {
      certify: false,
      explainer: () => {},
      onProgress: () => {},
    });
    expect(watched.summary.fingerprint).toBe(summary.fingerprint);
    expect(watched.tasks).toEqual(tasks);
    expect(watched.summary.waits).toEqual(summary.waits);
  });
});

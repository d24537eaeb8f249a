import { expect, test } from 'vitest';
import type { ScenarioData } from '../helpers/random-scenario.ts';
import { holdsFor } from './law.ts';
import { happenedBefore, nightOf } from './night.ts';

const SHORT_US = 2 * 3_600_000_000;

function until(horizon: string): (data: ScenarioData) => ScenarioData {
  return (data) => ({ ...data, clock: { horizon } });
}

test('a longer horizon leaves the past unchanged', () => {
  holdsFor({ runs: 90 }, (data) => {
    const short = nightOf(until('2h')(data));
    const long = nightOf(until('26h')(data));
    const cut = short.end.reason === 'idle' ? short.end.at : SHORT_US;
    expect(happenedBefore(short, cut)).toEqual(happenedBefore(long, cut));
  });
});

test('a run that is cut from outside is the same as one with that horizon, but for its calendars', () => {
  holdsFor({ runs: 48, given: until('26h') }, (data) => {
    const whole = nightOf(data);
    const cut = nightOf(data, { untilUs: SHORT_US });
    expect(cut.end.at).toBeLessThanOrEqual(SHORT_US);
    expect(happenedBefore(cut, cut.end.at)).toEqual(happenedBefore(whole, cut.end.at));
  });
});

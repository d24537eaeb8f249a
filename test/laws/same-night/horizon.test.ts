import { expect, test } from 'vitest';
import type { ScenarioData } from '../../helpers/random-scenario.ts';
import { holdsFor, holdsInDomain } from '../law.ts';
import { happenedBefore, runNight } from '../night.ts';

const SHORT_US = 2 * 3_600_000_000;

function until(horizon: string): (data: ScenarioData) => ScenarioData {
  return (data) => ({ ...data, clock: { horizon } });
}

test('a longer horizon leaves the past unchanged', () => {
  holdsFor({ runs: 90 }, (data) => {
    const short = runNight(until('2h')(data));
    const long = runNight(until('26h')(data));
    const cut = short.end.reason === 'idle' ? short.end.at : SHORT_US;
    expect(happenedBefore(short, cut)).toEqual(happenedBefore(long, cut));
  });
});

test('a longer horizon leaves the past unchanged over the whole domain', () => {
  holdsInDomain({ runs: 80 }, (data) => {
    const short = runNight({ ...data, clock: { horizon: '2h' } });
    const long = runNight({ ...data, clock: { horizon: '30h' } });
    // A fault after the last session affects nobody, and which session is the last depends on the horizon.
    const isOver = short.run.sessions.every(({ endSeconds }) => endSeconds !== null);
    const ends = short.trace.flatMap(({ kind, at }) => (kind === 'session-ended' ? [at] : [0]));
    const cut = isOver ? Math.max(...ends) : Math.min(short.end.at, SHORT_US);
    expect(happenedBefore(short, cut)).toEqual(happenedBefore(long, cut));
  });
});

test('a run cut by untilUs has the same past as the whole run', () => {
  holdsFor({ runs: 48, given: until('26h') }, (data) => {
    const whole = runNight(data);
    const cut = runNight(data, { untilUs: SHORT_US });
    expect(cut.end.at).toBeLessThanOrEqual(SHORT_US);
    expect(happenedBefore(cut, cut.end.at)).toEqual(happenedBefore(whole, cut.end.at));
  });
});

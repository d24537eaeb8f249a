import { expect, test } from 'vitest';
import type { Entry, ScenarioData } from '../../helpers/random-scenario.ts';
import { holdsFor } from '../law.ts';
import { nightOf, runNight } from '../night.ts';
import { NAMED_SECTIONS, namesOf, renamed } from '../results.ts';
import { withoutDraws } from '../without-chance.ts';

/** Every job with a list of proxies, so that two copies side by side share nothing. */
function separable(data: ScenarioData): ScenarioData {
  const all = data.proxies.map(({ name }) => name);
  return {
    ...withoutDraws(data),
    jobs: data.jobs.map((job) => ({ ...job, proxies: job['proxies'] ?? all })),
  };
}

function copyOf(data: ScenarioData): { copy: ScenarioData; names: ReadonlyMap<string, string> } {
  const names = new Map(namesOf(data).map((name) => [name, `copy-${name}`]));
  return { copy: renamed(data, names), names };
}

test('two copies of everything, side by side, each do what one does alone', () => {
  holdsFor({ runs: 90, given: separable }, (data) => {
    const { copy, names } = copyOf(data);
    const both: ScenarioData = { ...data, sites: [...data.sites, ...copy.sites] };
    for (const section of NAMED_SECTIONS)
      both[section] = [...(data[section] as Entry[]), ...(copy[section] as Entry[])];
    const alone = nightOf(data).run;
    const { tasks, summary } = runNight(both).run;
    const original = tasks.filter(({ job }) => !job.startsWith('copy-'));
    const back = new Map([...names].map(([from, to]) => [to, from]));
    const copied = tasks.filter(({ job }) => job.startsWith('copy-')).map((row) => renamed(row, back));
    expect(original).toEqual(alone.tasks);
    expect(copied).toEqual(JSON.parse(JSON.stringify(alone.tasks)));
    expect(summary.window).toEqual(alone.summary.window);
    expect(summary.totals.readBytes).toBe(2 * alone.summary.totals.readBytes);
  });
});

import { expect, test } from 'vitest';
import type { Entry, ScenarioData } from '../../helpers/random-scenario.ts';
import { holdsFor } from '../law.ts';
import { nightOf, runNight } from '../night.ts';
import { renamed } from '../results.ts';
import { withoutDraws } from '../without-chance.ts';

const SECTIONS = [
  'links',
  'fabrics',
  'hosts',
  'datastores',
  'proxies',
  'repositories',
  'throttles',
  'vms',
  'jobs',
];

/** Every job with a list of proxies, so that two copies side by side share nothing. */
function separable(data: ScenarioData): ScenarioData {
  const all = data.proxies.map(({ name }) => name);
  return {
    ...withoutDraws(data),
    jobs: data.jobs.map((job) => ({ ...job, proxies: job['proxies'] ?? all })),
  };
}

function copyOf(data: ScenarioData): { copy: ScenarioData; names: ReadonlyMap<string, string> } {
  const all = [...data.sites, ...SECTIONS.flatMap((s) => (data[s] as Entry[]).map(({ name }) => name))];
  const names = new Map(all.map((name) => [name, `copy-${name}`]));
  return { copy: renamed(data, names), names };
}

test('two copies of everything, side by side, each do what one does alone', () => {
  holdsFor({ runs: 90, given: separable }, (data) => {
    const { copy, names } = copyOf(data);
    const both: ScenarioData = { ...data, sites: [...data.sites, ...copy.sites] };
    for (const section of SECTIONS)
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

import { expect, test } from 'vitest';
import type { Entry, ScenarioData } from '../../helpers/random-scenario.ts';
import { holdsFor } from '../law.ts';
import { nightOf, runNight } from '../night.ts';

const DISKS = [{ size: '9 GB', datastore: 'ds1' }];

/** Things that nobody uses, each added to a scenario that is otherwise the same. */
const ADDITIONS: readonly { what: string; to: (data: ScenarioData) => ScenarioData }[] = [
  { what: 'a site', to: (data) => ({ ...data, sites: [...data.sites, 'spare-site'] }) },
  { what: 'a link to nowhere', to: withLink },
  { what: 'a fabric', to: append('fabrics', { name: 'spare-fabric', bandwidth: '1 MB/s' }) },
  { what: 'a host', to: append('hosts', { name: 'spare-host', site: 'hq', network: '1 MB/s' }) },
  { what: 'a datastore', to: append('datastores', { name: 'spare-ds', site: 'hq', read: '1 MB/s' }) },
  { what: 'a datastore before all others', to: prepend('datastores', { name: 'spare-ds', site: 'hq' }) },
  { what: 'a repository', to: append('repositories', { name: 'spare-repo', site: 'hq', write: '1 MB/s' }) },
  {
    what: 'a proxy that is switched off',
    to: append('proxies', { name: 'spare', site: 'hq', enabled: false }),
  },
  { what: 'a VM in no job', to: append('vms', { name: 'spare-vm', host: 'esx1', disks: DISKS }) },
  {
    what: 'a job that is switched off',
    to: append('jobs', { name: 'spare-job', vms: ['vm1'], repository: 'repo1', enabled: false }),
  },
  { what: 'an expectation', to: (data) => ({ ...data, expect: [{ metric: 'totals.tasks', min: 0 }] }) },
];

function append(section: string, entry: Entry): (data: ScenarioData) => ScenarioData {
  return (data) => ({ ...data, [section]: [...(data[section] as Entry[]), entry] });
}

function prepend(section: string, entry: Entry): (data: ScenarioData) => ScenarioData {
  return (data) => ({ ...data, [section]: [entry, ...(data[section] as Entry[])] });
}

function withLink(data: ScenarioData): ScenarioData {
  const link = { name: 'spare-link', between: ['hq', 'spare-site'], bandwidth: '1 MB/s' };
  return { ...data, sites: [...data.sites, 'spare-site'], links: [...data.links, link] };
}

test.each(ADDITIONS)(
  '$what that nobody uses leaves the fingerprint and every task as they were',
  ({ to }) => {
    holdsFor({ runs: 30, given: alwaysRunning }, (data) => {
      const { run } = nightOf(data);
      const other = runNight(to(data)).run;
      expect(other.summary.fingerprint).toBe(run.summary.fingerprint);
      expect(other.tasks).toEqual(run.tasks);
      expect(other.sessions).toEqual(run.sessions);
    });
  },
);

/** Something to look at in every scenario. */
function alwaysRunning(data: ScenarioData): ScenarioData {
  return { ...data, jobs: data.jobs.map((job, n) => (n === 0 ? { ...job, schedule: undefined } : job)) };
}

import { type ExcusedCase, TWO_SITES } from '../field-case.ts';

/** Fields that are read only by people, or that have one value: no pair of results can differ by them. */
export const DESCRIPTIVE: Readonly<Record<string, string>> = {
  version: 'One value.',
  name: 'The title of reports.',
  'profile.name': 'What reports call it.',
  sites: 'Names: what stands at a site says so itself.',
  'sites[].name': 'A name.',
  'links[].name': 'A name.',
  'fabrics[].name': 'A name.',
  'arrays[].name': 'A name.',
  'hosts[].name': 'A name.',
  'datastores[].name': 'A name.',
  'proxies[].name': 'A name.',
  'proxies[].kind': 'Follows from the host: only that makes a proxy virtual, and a contradiction is refused.',
  'repositories[].name': 'A name.',
  'throttles[].name': 'A name.',
  'vms[].name': 'A name.',
  'vms[].disks[].name': 'A name.',
  'jobs[].name': 'A name.',
};

/**
 * Fields that a scenario may say and that change no result, on purpose. The test asserts that they have no effect, so
 * whoever gives one a meaning moves its line to the cases.
 */
export const WITHOUT_EFFECT: readonly ExcusedCase[] = [
  {
    at: 'links.0.latency',
    base: TWO_SITES,
    value: '200ms',
    reason: 'Data flows; a link that is slow to answer is one of less bandwidth.',
  },
];

import { present } from '../../collections/present.ts';
import { ASSUMED_NETWORK, ASSUMED_REPOSITORY, ASSUMED_REPOSITORY_SLOTS, ASSUMED_WRITE } from '../assumed.ts';
import { entryLine } from './scenario-lines.ts';
import { yamlComment } from './yaml-comment.ts';
import { yamlLine } from './yaml-line.ts';

/** The profile of proxies that no export knows. */
export function profileLines(): string[] {
  return [
    ...yamlComment(
      'ASSUMED: one proxy core processes 180 MB/s in a full and 80 MB/s in an incremental run (vendor',
      'guide, version 12, block repositories).',
    ),
    'profile: bp12-virtual-block',
  ];
}

/** The one repository of exports that know none. `where`: how the comment says its place. */
export function repositoryLines(
  proxySlots: number,
  place: { readonly where: string; readonly site?: string },
): string[] {
  const value = {
    name: ASSUMED_REPOSITORY,
    ...present({ site: place.site }),
    write: ASSUMED_WRITE,
    network: ASSUMED_NETWORK,
    maxConcurrentTasks: Math.max(ASSUMED_REPOSITORY_SLOTS, proxySlots),
    perVmFiles: true,
  };
  return [
    ...yamlComment(
      `ASSUMED: one repository${place.where}, with as many task slots as all proxies have,`,
      'so that it does not hide what the proxies can do.',
    ),
    'repositories:',
    entryLine(value),
  ];
}

/** An expectation to be taken in, so that a run fails where the night does not fit. */
export function expectationLines(job: string): string[] {
  return [
    ...yamlComment('Take these two lines in to have `proxysim run` fail when the night does not fit:'),
    '# expect:',
    `#   - ${yamlLine({ metric: `jobs.${job}.window`, max: '8h' })}`,
  ];
}

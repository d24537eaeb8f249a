import { present } from '../../collections/present.ts';
import {
  ASSUMED_NETWORK,
  ASSUMED_REPOSITORY,
  ASSUMED_REPOSITORY_SLOTS,
  ASSUMED_WINDOW,
  ASSUMED_WRITE,
} from '../assumed.ts';
import { entryLine } from './scenario-lines.ts';
import { yamlComment } from './yaml-comment.ts';
import { yamlLine } from './yaml-line.ts';

/** The processing profile, which no export knows. */
export function profileLines(): string[] {
  return [
    ...yamlComment(
      'ASSUMED: one proxy core processes 180 MB/s in a full and 80 MB/s in an incremental run (vendor',
      'guide, version 12, block repositories).',
    ),
    'profile: bp12-virtual-block',
  ];
}

/** The one repository that is assumed where an export has none. `where`: its place, in the words of the comment. */
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
      `ASSUMED: one repository${place.where}, with as many task slots as all proxies together,`,
      'so that it does not limit them.',
    ),
    'repositories:',
    entryLine(value),
  ];
}

/** An expectation, commented out, with which a run fails where the night does not fit. */
export function expectationLines(job: string): string[] {
  return [
    ...yamlComment('Uncomment these two lines to make `proxysim run` fail when the night does not fit:'),
    '# expect:',
    `#   - ${yamlLine({ metric: `jobs.${job}.window`, max: ASSUMED_WINDOW })}`,
  ];
}

import { present } from '../../../collections/present.ts';
import { ASSUMED_NETWORK, ASSUMED_WRITE } from '../../assumed.ts';
import { entryLine } from '../../yaml/scenario-lines.ts';
import { yamlComment } from '../../yaml/yaml-comment.ts';
import { yamlLine } from '../../yaml/yaml-line.ts';
import type { BackupRepository } from '../machines/backup-repository.ts';
import { type ScenarioContent, siteField } from './scenario-content.ts';

/** Repositories and scale-out repositories, with those that only jobs name. */
export function repositoryLines(content: ScenarioContent): string[] {
  const { all } = content.repositories;
  const rows = all.map(({ label, repository }) => {
    const value =
      repository.extents === undefined ? plain(content, repository) : scaleOut(content, repository);
    return entryLine({ name: label, ...value }, repository.isAssumed ? 'ASSUMED: not listed' : undefined);
  });
  return [
    ...yamlComment('Repositories with their task slots, and scale-out repositories over their extents.'),
    ...yamlComment(`ASSUMED: each writes ${ASSUMED_WRITE} and has ${ASSUMED_NETWORK} of network.`),
    'repositories:',
    ...rows,
  ];
}

function plain(
  content: ScenarioContent,
  { slots, perVmFiles, rateLimit, free, blockCloning, server, gateway, path }: BackupRepository,
): object {
  // An on-host proxy is no entry of the list: it is a host.
  const declared = (proxy: BackupRepository['server']) =>
    content.proxies.find((known) => known === proxy && known.kind !== 'on-host')?.label;
  return {
    ...(declared(server) === undefined ? siteField(content, [path]) : {}),
    ...present({ server: declared(server), gateway: gateway === 'auto' ? gateway : declared(gateway) }),
    write: ASSUMED_WRITE,
    network: ASSUMED_NETWORK,
    maxConcurrentTasks: slots,
    ...present({
      perVmFiles,
      blockCloning: blockCloning ? true : undefined,
      ingest: rateLimit === undefined ? undefined : `${rateLimit} MB/s`,
      freeSpace: free === undefined ? undefined : `${free} GiB`,
    }),
  };
}

function scaleOut(content: ScenarioContent, repository: BackupRepository): object {
  const { perVmFiles, placement } = repository;
  return { extents: content.repositories.extentLabels(repository), ...present({ placement, perVmFiles }) };
}

/** Throttling rules; those that cannot be said by sites as comments. */
export function throttleLines({ rules }: ScenarioContent): string[] {
  const { throttles } = rules;
  if (throttles.length === 0) return [];
  const rows = throttles.map(({ name, between, isComment, ...told }) =>
    isComment ? `# - ${yamlLine({ name, ...told })}` : entryLine({ name, between, ...told }),
  );
  const hasRules = throttles.some(({ isComment }) => !isComment);
  return [
    ...yamlComment(
      'Throttling rules apply to address ranges, those of a scenario to sites: machines with an address in a range are in',
      'its site. Put your other machines of these ranges there, too; nothing else is throttled.',
    ),
    ...(hasRules ? ['throttles:'] : []),
    ...rows,
  ];
}

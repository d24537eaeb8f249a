import type { Scenario } from '../../scenario/scenario.ts';
import { freeName } from './free-name.ts';

/** As the setting `proxies.NAME.count=2` has it: whatever may use or prefers the proxy does so with its copy. */
export function withCopy(scenario: Scenario, name: string): Scenario {
  const { proxies, jobs, repositories } = scenario;
  const copy = { ...proxies.find((proxy) => proxy.name === name)!, name: freeName(proxies, name) };
  const declared = proxies.filter(({ isHost }) => !isHost);
  const hosts = proxies.filter(({ isHost }) => isHost);
  const mentioned = <Owner extends { readonly proxies?: readonly string[] }>(owner: Owner): Owner =>
    owner.proxies?.includes(name) === true ? { ...owner, proxies: [...owner.proxies, copy.name] } : owner;
  return {
    ...scenario,
    proxies: [...declared, copy, ...hosts],
    jobs: jobs.map((job) =>
      mentioned(job.target === undefined ? job : { ...job, target: mentioned(job.target) }),
    ),
    repositories: repositories.map((repository) =>
      repository.affinity.includes(name)
        ? { ...repository, affinity: [...repository.affinity, copy.name] }
        : repository,
    ),
  };
}

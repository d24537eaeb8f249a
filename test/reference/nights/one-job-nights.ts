import type { Entry, ScenarioData } from '../../helpers/random-scenario.ts';

/** One job for all VMs. In every third night few disks can be attached, in every fourth memory counts: rare otherwise. */
export function oneJob(data: ScenarioData): ScenarioData {
  const job = data.jobs[0]!;
  const { seed, policy, proxies } = data;
  const isShortOfMemory = seed % 4 === 0;
  const vms = data.vms.map(({ name }) => name);
  return {
    ...data,
    enforceRam: isShortOfMemory || data['enforceRam'],
    proxies: isShortOfMemory ? proxies.map((proxy) => ({ ...proxy, ram: '3 GB' })) : proxies,
    policy: { ...policy, hotaddMaxDisks: seed % 3 === 0 ? 1 : policy['hotaddMaxDisks'] },
    jobs: [{ ...job, vms, schedule: undefined, window: undefined } as Entry],
  };
}

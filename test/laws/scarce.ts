import type { ScenarioData } from '../helpers/random-scenario.ts';

/** Enforces memory, makes it short, and allows few attached disks: limits that random scenarios hardly ever reach. */
export function scarce(data: ScenarioData): ScenarioData {
  return {
    ...data,
    enforceRam: true,
    policy: { ...data.policy, hotaddMaxDisks: data.policy['hotaddMaxDisks'] ?? 1 },
    proxies: data.proxies.map((proxy, n) =>
      n % 2 === 0 ? { ...proxy, ram: proxy['ram'] ?? '3 GB' } : proxy,
    ),
  };
}

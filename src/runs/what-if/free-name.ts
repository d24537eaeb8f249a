import type { Scenario } from '../../scenario/scenario.ts';

/** A name for one more proxy: this one, or with a number where there is such a proxy already. */
export function freeName(proxies: Scenario['proxies'], name: string): string {
  const taken = new Set(proxies.map((proxy) => proxy.name));
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name}-${number}`)) number++;
  return `${name}-${number}`;
}

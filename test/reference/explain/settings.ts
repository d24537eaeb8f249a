import { namesInSeries } from '../figures/series.ts';
import type { World } from '../simulator/world.ts';

/** What people call a resource of the reference; what only exists while somebody uses it by whom it is for. */
export function settingOf(world: World, name: string): string {
  const known = namesInSeries(world).get(name);
  if (known !== undefined) return known;
  const { repositories, throttles } = world.scenario;
  for (const repository of repositories) {
    const [, of] = name.split(`${repository.name} stream of `);
    if (of === undefined) continue;
    const [job, vm] = of.split(' ');
    return `repositories.${repository.name}.perStream of ${vm === undefined ? `job ${job}` : `VM ${vm}`}`;
  }
  for (const rule of throttles)
    if (name.startsWith(`${rule.name} for `))
      return `throttles.${rule.name} for job ${name.slice(rule.name.length + 5)}`;
  return name;
}

import type { World } from '../simulator/world.ts';
import type { Diary } from './diary.ts';
import { meanOver } from './diary.ts';

/** What a time series calls a resource of the reference; undefined: it tells nothing of what only exists while somebody uses it. */
export function namesInSeries(world: World): Map<string, string> {
  const { proxies, hosts, datastores, repositories, links, fabrics } = world.scenario;
  return new Map<string, string>([
    ...proxies.flatMap(({ name }): [string, string][] => [
      [`${name} cores`, `proxies.${name}.cores`],
      [`${name} in`, `proxies.${name}.inbound`],
      [`${name} out`, `proxies.${name}.outbound`],
      [`${name} storage`, `proxies.${name}.storage`],
    ]),
    ...hosts.flatMap(({ name }): [string, string][] => [
      [`${name} network`, `hosts.${name}.network`],
      [`${name} network writes`, `hosts.${name}.networkWrites`],
      [`${name} management`, `hosts.${name}.managementNetwork`],
    ]),
    ...datastores.flatMap(({ name }): [string, string][] => [
      [`${name} read`, `datastores.${name}.read`],
      [`${name} write`, `datastores.${name}.write`],
    ]),
    ...repositories.flatMap(({ name }): [string, string][] => [
      [`${name} in`, `repositories.${name}.network`],
      [`${name} out`, `repositories.${name}.networkReads`],
      [`${name} read`, `repositories.${name}.read`],
      [`${name} write`, `repositories.${name}.write`],
      [`${name} ingest`, `repositories.${name}.ingestWrite`],
      [`${name} egress`, `repositories.${name}.ingestRead`],
    ]),
    ...links.flatMap(({ name }): [string, string][] => [
      [name, `links.${name}`],
      [`${name} back`, `links.${name}.back`],
    ]),
    ...fabrics.map(({ name }): [string, string] => [`fabric ${name}`, `fabrics.${name}`]),
  ]);
}

/** Mean use in the steps of the clock, by `end of the step resource`; where it is 0 there is nothing. */
export function seriesOf(diary: Diary, endUs: number): Record<string, number> {
  const { world, stretches } = diary;
  const { clock, proxies, repositories } = world.scenario;
  const names = namesInSeries(world);
  const series: Record<string, number> = {};
  for (let fromUs = 0; fromUs < endUs; fromUs += clock.sampleUs) {
    const toUs = Math.min(fromUs + clock.sampleUs, endUs);
    const own = stretches.filter((stretch) => stretch.fromUs < toUs && stretch.toUs > fromUs);
    const tell = (name: string, value: number) => {
      if (value > 0) series[`${toUs} ${name}`] = value;
    };
    tell(
      'tasks.running',
      meanOver(own, fromUs, toUs, ({ running }) => running),
    );
    tell(
      'tasks.waiting',
      meanOver(own, fromUs, toUs, ({ waiting }) => waiting.size),
    );
    for (const [kind, things] of [
      ['proxies', proxies],
      ['repositories', repositories],
    ] as const)
      for (const thing of things)
        tell(
          `${kind}.${thing.name}.slots`,
          meanOver(own, fromUs, toUs, ({ slots }) => slots.get(thing)!) / thing.maxConcurrentTasks,
        );
    for (const resource of new Set(own.flatMap(({ use }) => [...use.keys()]))) {
      const name = names.get(resource);
      if (name !== undefined)
        tell(
          name,
          meanOver(own, fromUs, toUs, ({ use }) => use.get(resource) ?? 0),
        );
    }
  }
  return series;
}

import { TRANSPORT_MODES } from '../../scenario/transport-modes.ts';
import type { Model } from '../model.ts';
import type { Connection } from '../ways/transport.ts';

/** Instead of a row of `taskLimits`: there is no limit. */
export const NO_LIMIT = -1;

type Tables = Pick<Model, 'resources' | 'throttles' | 'repositories'>;

/**
 * Whatever can limit the transfer of a task, by name: the capacities of the infrastructure (the same rows as
 * `model.resources`), then what exists only during the run or for one task. A write stream is that of one VM or job, but all of
 * a repository are equally fast, so that they share a row; so do the shares of a throttle rule.
 */
export function taskLimits({ resources, throttles, repositories }: Tables): string[] {
  return [
    ...resources.map(({ name }) => name),
    ...throttles.map(({ name }) => `throttles.${name}`),
    ...repositories.map(({ name }) => `repositories.${name}.perStream`),
    'coresPerTask',
    ...TRANSPORT_MODES.map((mode) => `transport.${mode}.perTask`),
  ];
}

/** The row of a throttle rule. */
export function limitOfRule({ resources }: Tables, rule: number): number {
  return resources.length + rule;
}

/** The row of the write streams of a repository or extent. */
export function limitOfStreams({ resources, throttles }: Tables, repository: number): number {
  return resources.length + throttles.length + repository;
}

/** The row of the cores that one task can use. */
export function limitOfCores({ resources, throttles, repositories }: Tables): number {
  return resources.length + throttles.length + repositories.length;
}

/** The row of what one task can move in a mode. */
export function limitOfMode(tables: Tables, mode: Connection): number {
  return mode === 'repository' ? NO_LIMIT : limitOfCores(tables) + 1 + TRANSPORT_MODES.indexOf(mode);
}

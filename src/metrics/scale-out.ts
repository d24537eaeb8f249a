import type { Scenario } from '../scenario/scenario.ts';

/** A repository without figures of its own: its extents, which are repositories themselves, do its work. */
export interface ScaleOutRepository {
  readonly name: string;
  readonly extents: readonly string[];
}

/** In declaration order. */
export function scaleOutRepositories({ repositories }: Pick<Scenario, 'repositories'>): ScaleOutRepository[] {
  return repositories
    .filter(({ extents }) => extents.length > 0)
    .map(({ name, extents }) => ({ name, extents }));
}

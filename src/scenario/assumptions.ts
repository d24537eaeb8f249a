import {
  COMPRESSION_COSTS,
  COMPRESSION_RATIOS,
  DEFAULTS,
  type Default,
  ENCRYPTION_COST,
  OVERHEADS,
  PROFILES,
} from './defaults.ts';
import type { Overheads, Scenario } from './scenario.ts';

/** A figure that the run took because the scenario left it as it comes, and what it stands on. */
export interface Assumption {
  readonly what: string;
  readonly value: string;
  readonly standing: Default<unknown>['standing'];
  readonly source: string;
}

/**
 * The figures that are as the defaults have them, those of our own making first to be doubted. A scenario that states a
 * default's very value cannot be told from one that says nothing; the figure is listed all the same.
 */
export function assumptionsOf(scenario: Scenario): Assumption[] {
  const found: Assumption[] = [];
  const add = (what: string, { text, standing, source }: Default<unknown>) => {
    found.push({ what, value: text, standing, source });
  };
  const profile = PROFILES.find(({ value }) => value.name === scenario.profile.name);
  if (profile !== undefined) add('processing rate per core', profile);
  for (const compression of new Set(scenario.jobs.map((job) => job.compression))) {
    const ratio = COMPRESSION_RATIOS[compression];
    if (
      scenario.jobs.some((job) => job.compression === compression && job.compressionRatio === ratio.value)
    ) {
      add(`data sent per byte at compression ${compression}`, ratio);
    }
    add(`processor time at compression ${compression}`, COMPRESSION_COSTS[compression]);
  }
  if (scenario.jobs.some((job) => job.encryption)) add('processor time with encryption', ENCRYPTION_COST);
  if (scenario.vms.some((vm) => hasDefaultChangeRate(vm))) add('daily change', DEFAULTS.changeRate);
  if (scenario.repositories.some((r) => r.maxConcurrentTasks === DEFAULTS.repositorySlots.value)) {
    add('repository task slots', DEFAULTS.repositorySlots);
  }
  if (scenario.datastores.some((d) => d.maxSnapshots === DEFAULTS.maxSnapshots.value)) {
    add('open snapshots per datastore', DEFAULTS.maxSnapshots);
  }
  if (scenario.hosts.some((h) => h.nbdMaxDisks === DEFAULTS.nbdMaxDisks.value)) {
    add('network-mode disks per host', DEFAULTS.nbdMaxDisks);
  }
  for (const [name, figure] of Object.entries(OVERHEADS)) {
    if (scenario.overheads[name as keyof Overheads] === figure.value) add(`overhead ${name}`, figure);
  }
  return found;
}

function hasDefaultChangeRate({ disks }: Scenario['vms'][number]): boolean {
  const usual = DEFAULTS.changeRate.value;
  if (!('population' in disks)) return disks.some((disk) => disk.changeRate === usual);
  return disks.changeRate.kind === 'constant' && disks.changeRate.value === usual;
}

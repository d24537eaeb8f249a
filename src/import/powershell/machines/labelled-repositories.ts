import { safeName } from '../../../scenario/names/safe-name.ts';
import { ASSUMED_REPOSITORY, ASSUMED_REPOSITORY_SLOTS } from '../../assumed.ts';
import { uniqueLabels } from '../../label.ts';
import type { PowershellFindings } from '../codes.ts';
import type { ProductJob } from '../jobs/jobs.ts';
import { assumedRepository, type BackupRepository } from './backup-repository.ts';

/** Repositories by the names that the scenario gives them, with those that jobs name and no list has. */
export interface LabelledRepositories {
  readonly all: readonly { readonly label: string; readonly repository: BackupRepository }[];
  /** Of a job's repository. */
  labelOf(named: ProductJob['repository']): string;
  /** Of the extents of a scale-out repository. */
  extentLabels(repository: BackupRepository): string[];
}

type Named = ProductJob['repository'];

/** Labels for the repositories listed, and for those that `jobs` name beside them. */
export function labelRepositories(
  listed: readonly BackupRepository[],
  jobs: readonly ProductJob[],
  proxySlots: number,
  findings: PowershellFindings,
): LabelledRepositories {
  if (listed.length === 0) findings.add('no-repositories');
  const repositories = withAssumed(listed, jobs, proxySlots, findings);
  const names = repositories.map(({ name }) => name);
  for (const subject of names) if (safeName(subject) !== subject) findings.add('name-replaced', { subject });
  const labels = uniqueLabels(names);
  const all = repositories.map((repository, row) => ({ label: labels[row] ?? repository.name, repository }));
  const extents = extentsOf(repositories);
  const first = repositories.findIndex((known) => !isExtent(known, extents));
  const labelBehind = (test: (known: BackupRepository) => boolean) =>
    all.find(({ repository }) => test(repository))?.label;
  return {
    all,
    labelOf: (wanted) => {
      const row = rowOf(wanted, repositories);
      return labels[row < 0 ? first : row] ?? '';
    },
    extentLabels: ({ extents: own = [] }) =>
      own.flatMap((name) => labelBehind((known) => known.name === name && known.extents === undefined) ?? []),
  };
}

/** Those listed, those that only jobs name, and one to write to where there are only extents. */
function withAssumed(
  listed: readonly BackupRepository[],
  jobs: readonly ProductJob[],
  proxySlots: number,
  findings: PowershellFindings,
): BackupRepository[] {
  // Where nothing is known of any, none of them is to hide what the proxies can do.
  const slots = Math.max(ASSUMED_REPOSITORY_SLOTS, proxySlots);
  const ample = listed.length === 0 ? { slots, perVmFiles: true } : {};
  const repositories = [...listed];
  for (const { repository } of jobs) {
    const { name, id } = repository;
    if (isUnnamed(repository) || rowOf(repository, repositories) >= 0) continue;
    const unlisted = assumedRepository(name || `repository ${id.slice(0, 8)}`, id);
    if (listed.length > 0) findings.add('repository-not-listed', { subject: unlisted.name });
    repositories.push({ ...unlisted, ...ample });
  }
  const extents = extentsOf(repositories);
  if (repositories.every((known) => isExtent(known, extents)))
    repositories.push({ ...assumedRepository(ASSUMED_REPOSITORY), ...ample });
  return repositories;
}

/**
 * Row of the repository that a job names, by its id or else its name; -1: none. A scale-out repository goes before one
 * of its extents of the same name.
 */
function rowOf({ name, id }: Named, repositories: readonly BackupRepository[]): number {
  const byId = repositories.findIndex((known) => id !== '' && known.id === id);
  if (byId >= 0 || name === '') return byId;
  const extents = extentsOf(repositories);
  const whole = repositories.findIndex((known) => known.name === name && !isExtent(known, extents));
  return whole >= 0 ? whole : repositories.findIndex((known) => known.name === name);
}

function isUnnamed({ name, id }: Named): boolean {
  return name === '' && id === '';
}

/** Names of what is part of a scale-out repository. */
function extentsOf(repositories: readonly BackupRepository[]): ReadonlySet<string> {
  return new Set(repositories.flatMap(({ extents }) => extents ?? []));
}

function isExtent({ name, extents }: BackupRepository, names: ReadonlySet<string>): boolean {
  return extents === undefined && names.has(name);
}

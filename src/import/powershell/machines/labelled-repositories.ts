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

/** Labels for the repositories listed, and for those that `jobs` name beside them. */
export function labelRepositories(
  listed: readonly BackupRepository[],
  jobs: readonly ProductJob[],
  proxySlots: number,
  findings: PowershellFindings,
): LabelledRepositories {
  if (listed.length === 0) findings.add('no-repositories');
  // Where nothing is known of any, none of them is to hide what the proxies can do.
  const assumed = (name: string, id: string): BackupRepository => {
    const one = assumedRepository(name, id);
    return listed.length > 0
      ? one
      : { ...one, slots: Math.max(ASSUMED_REPOSITORY_SLOTS, proxySlots), perVmFiles: true };
  };
  const repositories = [...listed];
  const extents = new Set(listed.flatMap((repository) => repository.extents ?? []));
  /** A job names a scale-out repository before one of its extents of the same name. */
  const rowOf = ({ name, id }: ProductJob['repository']): number => {
    const byId = repositories.findIndex((known) => id !== '' && known.id === id);
    if (byId >= 0 || name === '') return byId;
    const whole = repositories.findIndex((known) => known.name === name && !isExtent(known, extents));
    return whole >= 0 ? whole : repositories.findIndex((known) => known.name === name);
  };
  const named = jobs.map(({ repository }) => repository).filter(({ name, id }) => name !== '' || id !== '');
  for (const wanted of named) {
    if (rowOf(wanted) >= 0) continue;
    const unlisted = assumed(wanted.name || `repository ${wanted.id.slice(0, 8)}`, wanted.id);
    if (listed.length > 0) findings.add('repository-not-listed', { subject: unlisted.name });
    repositories.push(unlisted);
  }
  if (repositories.every((known) => isExtent(known, extents)))
    repositories.push(assumed(ASSUMED_REPOSITORY, ''));
  const labels = uniqueLabels(repositories.map(({ name }) => name));
  for (const { name } of repositories)
    if (safeName(name) !== name) findings.add('name-replaced', { subject: name });
  const first = repositories.findIndex((known) => !isExtent(known, extents));
  return {
    all: repositories.map((repository, row) => ({ label: labels[row] ?? repository.name, repository })),
    labelOf: (wanted) => {
      const row = wanted.name === '' && wanted.id === '' ? first : rowOf(wanted);
      return labels[row < 0 ? first : row] ?? '';
    },
    extentLabels: (repository) =>
      (repository.extents ?? []).flatMap((name) => {
        const row = repositories.findIndex((known) => known.name === name && known.extents === undefined);
        return labels[row] ?? [];
      }),
  };
}

function isExtent({ name, extents }: BackupRepository, names: ReadonlySet<string>): boolean {
  return extents === undefined && names.has(name);
}

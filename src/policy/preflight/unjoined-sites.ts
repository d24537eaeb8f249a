import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { JobRow, Model } from '../../model/model.ts';
import { destinationOf, siteOf } from '../../model/ways/target.ts';
import { warning } from './finding.ts';

/**
 * Sites between which a job moves data and that no chain of links joins: what flows there is not limited. A scenario
 * without links leaves networks between sites out on purpose. One finding per pair of sites.
 */
export function unjoinedSites(model: Model): Diagnostic[] {
  const { scenario, jobs } = model;
  if (scenario.links.length === 0) return [];
  const found = new Map<string, Diagnostic>();
  for (const job of jobs) {
    if (!job.declaration.enabled) continue;
    for (const from of sourceSites(model, job)) {
      for (const to of targetSites(model, job)) {
        if (from === to || model.routes[from]![to]!.length > 0) continue;
        const [a, b] = [from, to].map((site) => scenario.sites[site]!.name);
        const pair = [a, b].sort().join('\n');
        if (!found.has(pair)) found.set(pair, notJoined(job, a!, b!));
      }
    }
  }
  return [...found.values()];
}

function notJoined({ name, declaration }: JobRow, a: string, b: string): Diagnostic {
  return warning(
    'sites-not-joined',
    `Job '${name}' moves data from site '${a}' to site '${b}', but no links join them: nothing limits it there.`,
    `Write for example 'links: [{ between: [${a}, ${b}], bandwidth: 1 Gbit/s }]'.`,
    declaration.origin,
  );
}

function sourceSites(model: Model, { work, vms, source }: JobRow): Set<number> {
  if (work.reads === 'repository') return sitesOfRepository(model, source);
  return new Set(vms.map((vm) => model.vms.traitsOf(vm).site));
}

function targetSites(model: Model, job: JobRow): Set<number> {
  const { work, vms, repository } = job;
  if (work.writes === 'nothing') return new Set();
  if (work.writes === 'repository') return sitesOfRepository(model, repository);
  const row = model.jobs.indexOf(job);
  return new Set(vms.map((vm) => siteOf(model, destinationOf(model, row, model.vms.firstDiskOf(vm)))));
}

/** Of a scale-out repository, the sites of its extents. */
function sitesOfRepository({ repositories }: Model, row: number): Set<number> {
  const { extents } = repositories[row]!;
  return new Set((extents.length > 0 ? extents : [row]).map((one) => repositories[one]!.site));
}

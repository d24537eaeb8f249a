import type { JobRow, Model } from '../../model/model.ts';
import { hostRowsThatFailOver } from '../../model/ways/moved-hosts.ts';

/** Most pairs of a reading and a writing proxy that are examined for each kind of task. */
const MOST_PAIRS = 2500;

/**
 * The jobs whose work the bound counts. None where a fault may cut connections, because the available modes are then known
 * only during the run. So are those of VMs and volumes that move from host to host: jobs with such VMs are left out. Jobs with
 * too many pairs of proxies are left out to save time.
 */
export function countedJobs(model: Model): ReadonlySet<number> {
  const { jobs, proxies, scenario } = model;
  if (scenario.faults.some(({ kind }) => kind === 'connectivity-lost')) return new Set();
  const pairs = ({ work, target, proxies: own }: JobRow) =>
    work.reads === 'vm' && work.writes === 'vm'
      ? (own?.size ?? proxies.length) * (target!.proxies?.size ?? proxies.length)
      : 0;
  const failing = hostRowsThatFailOver(model);
  return new Set(
    jobs.flatMap((job, row) => (pairs(job) <= MOST_PAIRS && !dependsOn(model, job, failing) ? [row] : [])),
  );
}

/** Whether a VM of the job runs on one of the hosts, or the job reads or writes a disk on a volume that one owns. */
function dependsOn({ vms, datastores }: Model, job: JobRow, hosts: ReadonlySet<number>): boolean {
  if (hosts.size === 0) return false;
  const isOnVolume = (store: number) => hosts.has(datastores[store]!.owner);
  const { target } = job;
  if (target !== undefined && target.datastore >= 0 && isOnVolume(target.datastore)) return true;
  return job.vms.some((vm) => hosts.has(vms.hostOf(vm)) || vms.datastoresOf(vm).some(isOnVolume));
}

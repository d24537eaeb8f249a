import { madeOnce } from '../../../collections/made-once.ts';
import type { JobType } from '../../job.ts';
import type { JobEntry } from './schedule.ts';

/** The fields of a job that tell how large backups of the same data are. */
export type SaidOfData = Partial<
  Pick<JobEntry['value'], 'compression' | 'compressionRatio' | 'bitLooker' | 'blockSize'>
>;

/** A job and the rows of its VMs. */
export type JobRows = readonly [entry: JobEntry, vms: readonly number[]];

/** Types of jobs whose backups others read. */
const STORING: readonly JobType[] = ['backup', 'vm-copy', 'backup-copy'];

/**
 * What jobs say of the size of backups. A copy or restore reads what is stored, so what it leaves out is as in the job
 * that stored it: of the jobs that write to where it reads, the first that has the same VM, for the first of its VMs
 * for which there is one.
 */
export class StoredData {
  readonly #jobs: readonly JobRows[];
  /** By repository, made on demand: the first job that writes there, by row of the VM. */
  readonly #writers = new Map<string, ReadonlyMap<number, JobRows>>();

  constructor(jobs: readonly JobRows[]) {
    this.#jobs = jobs;
  }

  /** `readers`: the jobs that read what this one writes, as far as they were asked before. Copies may go in a circle. */
  saidBy(job: JobRows, readers: readonly JobEntry[] = []): SaidOfData {
    const [{ value }] = job;
    const writer = this.#writerOf(job);
    if (writer === undefined || writer[0] === job[0] || readers.includes(writer[0])) return value;
    const stored = this.saidBy(writer, [...readers, job[0]]);
    return {
      compression: value.compression ?? stored.compression,
      // A ratio belongs to its level.
      compressionRatio:
        value.compressionRatio ?? (value.compression === undefined ? stored.compressionRatio : undefined),
      bitLooker: value.bitLooker ?? stored.bitLooker,
      blockSize: value.blockSize ?? stored.blockSize,
    };
  }

  #writerOf([{ value }, vms]: JobRows): JobRows | undefined {
    const read = readBy(value);
    if (read === undefined) return undefined;
    const writers = this.#writersTo(read);
    const row = vms.find((vm) => writers.has(vm));
    return row === undefined ? undefined : writers.get(row);
  }

  #writersTo(repository: string): ReadonlyMap<number, JobRows> {
    return madeOnce(this.#writers, repository, () => {
      const writers = new Map<number, JobRows>();
      for (const job of this.#jobs) {
        const [{ value }, vms] = job;
        if (value.repository !== repository || !STORING.includes(value.type ?? 'backup')) continue;
        for (const vm of vms) if (!writers.has(vm)) writers.set(vm, job);
      }
      return writers;
    });
  }
}

/** The repository that a job reads. */
function readBy({ type, source, repository }: JobEntry['value']): string | undefined {
  if (type === 'backup-copy') return source;
  return type === 'restore' ? repository : undefined;
}

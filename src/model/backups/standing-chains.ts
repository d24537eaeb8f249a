import { madeOnce } from '../../collections/made-once.ts';
import type { JobRow, Model } from '../model.ts';
import { ageAtFirst } from '../vms/task-bytes.ts';
import { chooseExtent } from './extent-choice.ts';

const NONE = -1;

/**
 * On which extents of scale-out repositories the chains are that stood there before the run: where their fulls would be, had all of
 * them begun at one instant and none ended. First those of the jobs that go on with them, then what is only read of VMs; by jobs
 * and their VMs in order.
 */
export class StandingChains {
  readonly #model: Model;
  /** By job: extents by VM, or of the one file of all. */
  readonly #ofVms: ReadonlyMap<number, number>[] = [];
  readonly #ofJob: number[] = [];
  /** By scale-out repository: the extent from which a VM is read. */
  readonly #read = new Map<number, Map<number, number>>();
  /** By extent. */
  readonly #chains: number[];

  constructor(model: Model) {
    this.#model = model;
    this.#chains = model.repositories.map(() => 0);
    for (const job of model.jobs) this.#stand(job);
    for (const job of model.jobs) this.#standToBeRead(job);
  }

  /** The extent of the full of a VM in a job; -1: it has none from before, or not in a scale-out repository. */
  fullOf(job: number, vm: number): number {
    const shared = this.#ofJob[job]!;
    return shared === NONE ? (this.#ofVms[job]!.get(vm) ?? NONE) : shared;
  }

  /** The extent at which a job uses what stood of a VM in a scale-out repository: of several chains that of the job further down. */
  readAt(repository: number, vm: number): number {
    const extent = this.#read.get(repository)?.get(vm);
    if (extent === undefined)
      throw new Error(`no job uses what stands of VM ${vm} in repository ${repository}`);
    return extent;
  }

  #stand({ repository, work, vms, declaration }: JobRow): void {
    const ofVms = new Map<number, number>();
    let ofJob = NONE;
    if (this.#isScaleOut(repository) && work.writes === 'repository' && !work.alwaysFull) {
      const read = madeOnce(this.#read, repository, () => new Map());
      const { perVmFiles } = this.#model.repositories[repository]!;
      for (const vm of vms) {
        if (ageAtFirst(declaration, this.#model.vms.traitsOf(vm)) === undefined) continue;
        if (perVmFiles || ofJob === NONE) {
          const extent = this.#next(repository);
          if (perVmFiles) ofVms.set(vm, extent);
          else ofJob = extent;
        }
        read.set(vm, perVmFiles ? ofVms.get(vm)! : ofJob);
      }
    }
    this.#ofVms.push(ofVms);
    this.#ofJob.push(ofJob);
  }

  #standToBeRead(row: JobRow): void {
    const repository = usesStored(row);
    if (!this.#isScaleOut(repository)) return;
    const read = madeOnce(this.#read, repository, () => new Map());
    for (const vm of row.vms) madeOnce(read, vm, () => this.#next(repository));
  }

  #isScaleOut(repository: number): boolean {
    return (this.#model.repositories[repository]?.extents.length ?? 0) > 0;
  }

  /** The extent of one chain more. Where slots are without limit no load tells extents apart: that with fewest chains then comes first. */
  #next(repository: number): number {
    const chains = this.#chains;
    const { repositories } = this.#model;
    const extents = repositories[repository]!.extents.toSorted((a, b) => chains[a]! - chains[b]!);
    const extent = chooseExtent(repositories, extents, (row) => chains[row]! / repositories[row]!.slots);
    chains[extent]!++;
    return extent;
  }
}

/** The repository where a job uses what is stored of its VMs: what it reads, or the metadata of a replica; -1: none. */
export function usesStored({
  source,
  repository,
  work,
}: Pick<JobRow, 'source' | 'repository' | 'work'>): number {
  if (source >= 0) return source;
  return work.writes === 'vm' ? repository : NONE;
}

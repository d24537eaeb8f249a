import { madeOnce } from '../../collections/made-once.ts';
import type { JobRow, Model } from '../model.ts';
import { ageAtFirst } from '../vms/task-bytes.ts';
import { chooseExtent } from './extent-choice.ts';

const NONE = -1;

/**
 * The extents, in scale-out repositories, of chains from before the run: where their fulls would be if all of them had
 * been started at one instant and none had ended. Chains that jobs continue are placed first, then those that jobs only
 * read; each by job and VM in declaration order.
 */
export class StandingChains {
  readonly #model: Model;
  /** By job: the extent of each VM's chain. */
  readonly #ofVms: ReadonlyMap<number, number>[] = [];
  /** By job: the extent of the one chain that all of its VMs share; NONE: they share none. */
  readonly #ofJob: number[] = [];
  /** By scale-out repository and VM: the extent from which the VM's backup is read. */
  readonly #read = new Map<number, Map<number, number>>();
  /** By repository row: chains placed there so far. */
  readonly #chains: number[];

  constructor(model: Model) {
    this.#model = model;
    this.#chains = model.repositories.map(() => 0);
    for (const job of model.jobs) this.#stand(job);
    for (const job of model.jobs) this.#standToBeRead(job);
  }

  /** The extent of a VM's full in a job; -1: it has no full from before the run, or not in a scale-out repository. */
  fullOf(job: number, vm: number): number {
    const shared = this.#ofJob[job]!;
    return shared === NONE ? (this.#ofVms[job]!.get(vm) ?? NONE) : shared;
  }

  /**
   * The extent from which jobs read a VM's backup from before the run. Of several chains in the scale-out repository, the last
   * declared job's counts.
   */
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

  /** Places one more chain and returns its extent. With unlimited slots every load is 0, and the fewest chains decide. */
  #next(repository: number): number {
    const chains = this.#chains;
    const { repositories } = this.#model;
    const extents = repositories[repository]!.extents.toSorted((a, b) => chains[a]! - chains[b]!);
    const extent = chooseExtent(repositories, extents, (row) => chains[row]! / repositories[row]!.slots);
    chains[extent]!++;
    return extent;
  }
}

/** The repository whose stored data of its VMs a job uses: the backups that it reads, or a replica's metadata; -1: none. */
export function usesStored({
  source,
  repository,
  work,
}: Pick<JobRow, 'source' | 'repository' | 'work'>): number {
  if (source >= 0) return source;
  return work.writes === 'vm' ? repository : NONE;
}

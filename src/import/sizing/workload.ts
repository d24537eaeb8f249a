/** VMs that a sizing knows by their number alone: a row of its table. */
export interface Workload {
  /** Its name in the scenario, where a job and its VMs' tag are called so; no other has it. */
  readonly label: string;
  /** Name of its site in the scenario. */
  readonly site: string;
  /** Copies of its backups: where they go, and the name of the job; absent: there are none. */
  readonly copies?: { readonly site: string; readonly label: string };
  readonly vms: number;
  /** Of all its VMs together, at least one each. */
  readonly disks: number;
  /** Of all its disks together. */
  readonly bytes: number;
  /** Neither cell nor header says in what unit: TB are assumed, as the vendor's tool counts. */
  readonly isUnitAssumed?: true;
  /** Share of the used space that changes in a day. */
  readonly changeRate: number;
  /** Hours from its start in which it has to be over. */
  readonly windowHours?: number;
  /** Share by which its data grows in a year. */
  readonly growth?: number;
  /** For which it is sized. */
  readonly years?: number;
  /** Bytes kept per byte of data. */
  readonly ratio?: number;
  /** Of the repository that it goes to. */
  readonly blockCloning: boolean;
  readonly perVmFiles: boolean;
  readonly restorePoints?: number;
}

/** What the backup system protects, where an inventory's scenario tells it; names are those of that scenario. */
export interface Estate {
  /** The scenario's file, as the written one includes it. */
  readonly file: string;
  readonly sites: readonly string[];
  /** The site with most VMs: machines of the backup system of which nothing else is known are there. */
  readonly mainSite: string;
  readonly hosts: readonly EstateHost[];
  readonly vms: readonly EstateVm[];
}

export interface EstateHost {
  readonly name: string;
  readonly platform: 'vsphere' | 'hyperv';
}

export interface EstateVm {
  readonly name: string;
  /** Absent: the inventory does not say. */
  readonly host?: string;
}

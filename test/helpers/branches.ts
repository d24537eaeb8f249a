/**
 * A head office and two branches, each joined to it by a link of 10 MB/s. The proxies have one slot each: `hq-px` in the head office,
 * `b2-px` in the second branch, none in the first. Each VM has two disks of 10 GB; what is sent is half of what is read.
 */
export function branches({ jobs, vms = 'v1, v2' }: { jobs: string; vms?: string }): string {
  const site = (vm: string) => vm.replace('v', '');
  const machines = vms.split(', ').map((vm) => {
    const disk = `{ size: 10 GB, used: 10 GB, datastore: ds${site(vm)} }`;
    return `{ name: ${vm}, host: esx${site(vm)}, disks: [${disk}, ${disk}] }`;
  });
  return `version: 1
sites: [hq, b1, b2]
links: [{ between: [hq, "b{1..2}"], bandwidth: 80 Mbit/s }]
profile: { full: 100 MB/s, incremental: 100 MB/s }
overheads: none
hosts: [{ name: "esx{1..2}", site: "b{1..2}" }]
datastores: [{ name: "ds{1..2}", site: "b{1..2}", protocol: fc }]
proxies:
  - { name: hq-px, site: hq, kind: physical, cores: 1 }
  - { name: b2-px, kind: virtual, host: esx2, cores: 1 }
repositories: [{ name: repo1, site: hq }]
vms: [${machines.join(', ')}]
jobs: ${jobs}
`;
}

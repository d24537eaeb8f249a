const KINDS: Readonly<Record<string, string>> = {
  'proxies.slots': 'the task slots',
  'proxies.cores': 'the cores',
  'proxies.network': 'the network',
  'datastores.read': 'the read bandwidth',
  'datastores.maxSnapshots': 'the snapshot limit',
  'repositories.slots': 'the task slots',
  'repositories.write': 'the write bandwidth',
  'hosts.network': 'the network',
  'hosts.managementNetwork': 'the management network',
  'hosts.nbdMaxDisks': 'the network-mode connections',
  'links.bandwidth': 'the bandwidth',
};

/** `proxies.px1.slots` as `the task slots of px1`, `proxies.*.slots` as `the task slots of all proxies`. */
export function doubledName(what: string): string {
  const section = what.slice(0, what.indexOf('.'));
  const kind = what.slice(what.lastIndexOf('.') + 1);
  const name = what.slice(section.length + 1, -kind.length - 1);
  return `${KINDS[`${section}.${kind}`] ?? kind} of ${name === '*' ? `all ${section}` : name}`;
}

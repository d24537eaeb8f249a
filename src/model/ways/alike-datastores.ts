import type { Model } from '../model.ts';

/**
 * For each datastore, the first one that is equal in everything that decides which proxies reach it and how
 * (`transport.ts`).
 */
export function alikeDatastores({ datastores, proxies }: Pick<Model, 'datastores' | 'proxies'>): Int32Array {
  const hosts = [...new Set(proxies.filter(({ physical }) => !physical).map(({ host }) => host))];
  const known = new Map<string, number>();
  return Int32Array.from(
    datastores,
    ({ site, type, protocol, fabric, owner, integrated, mountedBy }, row) => {
      const mounted = hosts.filter((host) => mountedBy.has(host)).join();
      const kind = `${site}/${type}/${protocol}/${fabric}/${owner}/${integrated}/${mounted}`;
      const first = known.get(kind) ?? row;
      known.set(kind, first);
      return first;
    },
  );
}

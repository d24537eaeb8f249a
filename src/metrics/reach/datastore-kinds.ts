import type { DatastoreRow, Model } from '../../model/model.ts';

/** Kinds of datastores, numbered from 0. */
export interface DatastoreKinds {
  readonly kindOf: Int32Array;
  readonly count: number;
}

/** Groups datastores that are reached in the same ways; they may differ in their own capacities. */
export function kindsOfDatastores({ datastores }: Model): DatastoreKinds {
  const numbers = new Map<string, number>();
  const kindOf = Int32Array.from(datastores, (datastore) => {
    const word = wordOf(datastore);
    const kind = numbers.get(word) ?? numbers.size;
    numbers.set(word, kind);
    return kind;
  });
  return { kindOf, count: numbers.size };
}

function wordOf(datastore: DatastoreRow): string {
  const { type, protocol, site, mountedBy, fabric, owner, integrated } = datastore;
  const isLimited = `${datastore.readResource >= 0}/${datastore.fabricResource >= 0}`;
  return `${type}/${protocol}/${site}/${[...mountedBy]}/${fabric}/${owner}/${integrated}/${isLimited}`;
}

import { formatDuration, formatShare } from '../../units/format-quantity.ts';
import type { Chronicle } from '../state/chronicle.ts';
import { pathOfPart } from '../state/recorded-condition.ts';

/** Changes at an instant that no task caused and that may let a waiting task start, in the order in which they happened. */
export function changesAt({ model, records }: Chronicle, atUs: number): string[] {
  return records.flatMap((record): string[] => {
    if (record.at !== atUs) return [];
    switch (record.kind) {
      case 'came-up':
        return [`${pathOfPart(model, record.what, record.row)} was back`];
      case 'connection-back':
        return [
          `${pathOfPart(model, 'proxies', record.proxy)} reached datastores.${model.datastores[record.datastore]!.name} again`,
        ];
      case 'proxy-deployed':
        return [`${pathOfPart(model, 'proxies', record.proxy)} was deployed`];
      case 'vm-moved':
        return [`${model.vms.nameOf(record.vm)} was on hosts.${model.hosts[record.host]!.name}`];
      case 'volume-moved':
        return [
          `hosts.${model.hosts[record.host]!.name} owned datastores.${model.datastores[record.datastore]!.name}`,
        ];
      case 'rescanned':
        return ['a rescan found out what each proxy reaches'];
      case 'link-degraded':
        return [
          `${pathOfPart(model, 'links', record.link)} had ${formatShare(record.share)} of its bandwidth`,
        ];
      case 'latency-sampled':
        return [
          `the latency of datastores.${model.datastores[record.datastore]!.name} was ${formatDuration(record.latencyUs)}`,
        ];
      default:
        return [];
    }
  });
}

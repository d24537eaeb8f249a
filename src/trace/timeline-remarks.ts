import type { Model } from '../model/model.ts';
import { partName } from '../model/parts.ts';
import type { TraceRecord } from './record.ts';
import type { TimelineArguments } from './timeline-writer.ts';

/** What a timeline says of a record that is out of the ordinary, beside its kind. */
interface Remark {
  readonly about: string;
  readonly args?: TimelineArguments;
}

/** Of faults and the reactions to them; undefined: another record. */
export function remarkOf(
  model: Model,
  record: TraceRecord,
  sessionName: (session: number) => string,
): Remark | undefined {
  const { proxies, datastores, vms, jobs, hosts } = model;
  switch (record.kind) {
    case 'went-down':
    case 'came-up':
      return { about: partName(model, record.what, record.row) };
    case 'link-degraded':
      return { about: partName(model, 'links', record.link), args: { share: record.share } };
    case 'connection-lost':
    case 'connection-back':
      return { about: `${proxies[record.proxy]!.name} to ${datastores[record.datastore]!.name}` };
    case 'proxy-deployed':
      return { about: proxies[record.proxy]!.name };
    case 'vm-moved':
      return { about: `${vms.nameOf(record.vm)} to ${hosts[record.host]!.name}` };
    case 'volume-moved':
      return { about: `${datastores[record.datastore]!.name} to ${hosts[record.host]!.name}` };
    case 'tracking-reset':
      return { about: vms.nameOf(record.vm) };
    case 'session-missed':
      return { about: jobs[record.job]!.name };
    case 'session-retried':
      return { about: sessionName(record.session), args: { attempt: record.attempt } };
    case 'rescanned':
      return { about: '' };
    default:
      return undefined;
  }
}

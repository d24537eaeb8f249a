import type { Model } from '../../model/model.ts';
import { partName } from '../../model/parts.ts';
import { ENTRY_WORDS } from '../../scenario/entry-words.ts';
import { SECOND_US } from '../../units/civil-time.ts';
import type { Collector } from '../collector.ts';
import type { Incident } from '../logs/incident-log.ts';
import type { FaultSummary } from '../summary/summary.ts';

type Struck = { -readonly [K in keyof FaultSummary]: FaultSummary[K] };

/** Everything that was down, cut off or reset, each with its start and end, in order of start. */
export function faultsOf({ model, incidents, end }: Collector): FaultSummary[] {
  const found: FaultSummary[] = [];
  const open = new Map<string, Struck>();
  for (const incident of incidents.until(end.at)) {
    const known = faultOf(model, incident);
    if (known === undefined) continue;
    const { phase, ...fault } = known;
    const seconds = incident.at / SECOND_US;
    const key = `${fault.kind}/${fault.name}/${fault.datastore ?? ''}`;
    // A link may be degraded further before it is restored.
    const before = open.get(key);
    if (before !== undefined) before.endSeconds = seconds;
    open.delete(key);
    if (phase === 'end') continue;
    const struck = { ...fault, startSeconds: seconds, endSeconds: phase === 'instant' ? seconds : null };
    found.push(struck);
    if (phase === 'begin') open.set(key, struck);
  }
  return found;
}

interface Known extends Pick<FaultSummary, 'kind' | 'name' | 'datastore'> {
  readonly phase: 'begin' | 'end' | 'instant';
}

function faultOf(model: Model, incident: Incident): Known | undefined {
  switch (incident.kind) {
    case 'went-down':
    case 'came-up':
      return {
        kind: `${ENTRY_WORDS[incident.what]}-down`,
        name: partName(model, incident.what, incident.row),
        phase: incident.kind === 'went-down' ? 'begin' : 'end',
      };
    case 'link-degraded':
      return {
        kind: incident.kind,
        name: partName(model, 'links', incident.link),
        phase: incident.share < 1 ? 'begin' : 'end',
      };
    case 'connection-lost':
    case 'connection-back':
      return {
        kind: 'connectivity-lost',
        name: model.proxies[incident.proxy]!.name,
        datastore: model.datastores[incident.datastore]!.name,
        phase: incident.kind === 'connection-lost' ? 'begin' : 'end',
      };
    case 'tracking-reset':
      return { kind: incident.kind, name: model.vms.nameOf(incident.vm), phase: 'instant' };
    default:
      return undefined;
  }
}

import type { MovedHosts } from '../model/ways/moved-hosts.ts';
import type { TraceRecord } from './record.ts';

/** Keeps up with a trace: where VMs run and who owns volumes after a record. */
export function followMoves(moved: MovedHosts, record: TraceRecord): void {
  if (record.kind === 'vm-moved') moved.vmMoved(record.vm, record.host);
  else if (record.kind === 'volume-moved') moved.volumeMoved(record.datastore, record.host);
}

import { hostsThatFailOver } from '../scenario/host-failover.ts';
import type { Chronicle, ToldTask } from './state/chronicle.ts';

/** The VM of a task got another host, or the volume of its disk another owner, because a host was down. */
export interface MoveTold {
  readonly atUs: number;
  readonly what: 'vm' | 'volume';
  readonly name: string;
  readonly host: string;
}

/** In order of time, from when the task was ready to its end. */
export function movesOf(chronicle: Chronicle, task: ToldTask): MoveTold[] {
  const { model, records } = chronicle;
  if (hostsThatFailOver(model.scenario).size === 0) return [];
  const endUs = chronicle.endOf(task);
  return records.flatMap((record): MoveTold[] => {
    const { at: atUs } = record;
    if (atUs < task.readyUs || atUs > endUs) return [];
    if (record.kind === 'vm-moved' && record.vm === task.vm)
      return [{ atUs, what: 'vm', name: model.vms.nameOf(task.vm), host: model.hosts[record.host]!.name }];
    if (record.kind === 'volume-moved' && record.datastore === task.datastore) {
      const { name } = model.datastores[task.datastore]!;
      return [{ atUs, what: 'volume', name, host: model.hosts[record.host]!.name }];
    }
    return [];
  });
}

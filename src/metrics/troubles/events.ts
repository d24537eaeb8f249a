import type { Model } from '../../model/model.ts';
import { partName } from '../../model/parts.ts';
import { ENTRY_WORDS } from '../../scenario/entry-words.ts';
import { SECOND_US } from '../../units/civil-time.ts';
import type { Collector } from '../collector.ts';
import type { Incident } from '../logs/incident-log.ts';

/** One row of `events.csv`: something out of the ordinary, or work other than backups. */
export interface EventRow {
  readonly seconds: number;
  readonly kind: string;
  /** The kind of thing that `name` names: `proxy`, `task`, `job`, … */
  readonly what: string;
  readonly name: string;
  readonly detail: string;
}

/** In order of time; events at the same instant in the order in which they happened. Unprotected VMs come last. */
export function eventRows(collector: Collector): EventRow[] {
  const { at: endUs } = collector.end;
  const events = collector.incidents
    .until(endUs)
    .map((incident) => ({ seconds: incident.at / SECOND_US, ...toldOf(collector, incident) }));
  const unprotected = collector.protection.unprotected.map(({ vm, reason }) => ({
    seconds: endUs / SECOND_US,
    kind: 'vm-unprotected',
    what: 'vm',
    name: vm,
    detail: reason,
  }));
  return [...events, ...unprotected];
}

type Told = Omit<EventRow, 'seconds'>;

function toldOf(collector: Collector, incident: Incident): Told {
  const { model } = collector;
  const { kind } = incident;
  switch (kind) {
    case 'went-down':
    case 'came-up':
      return {
        kind,
        what: ENTRY_WORDS[incident.what],
        name: partName(model, incident.what, incident.row),
        detail: '',
      };
    case 'link-degraded':
      return {
        kind: incident.share < 1 ? kind : 'link-restored',
        what: 'link',
        name: partName(model, 'links', incident.link),
        detail: incident.share < 1 ? `${incident.share} of its bandwidth left` : '',
      };
    case 'connection-lost':
    case 'connection-back':
      return {
        ...proxyTold(model, kind, incident.proxy),
        detail: model.datastores[incident.datastore]!.name,
      };
    case 'proxy-deployed':
      return proxyTold(model, kind, incident.proxy);
    case 'tracking-reset':
      return { kind, what: 'vm', name: model.vms.nameOf(incident.vm), detail: '' };
    case 'vm-moved':
      return {
        kind,
        what: 'vm',
        name: model.vms.nameOf(incident.vm),
        detail: `to ${model.hosts[incident.host]!.name}`,
      };
    case 'volume-moved':
      return {
        kind,
        what: 'datastore',
        name: model.datastores[incident.datastore]!.name,
        detail: `to ${model.hosts[incident.host]!.name}`,
      };
    case 'rescanned':
      return { kind, what: 'proxies', name: '', detail: '' };
    case 'session-missed':
      return { kind, what: 'job', name: model.jobs[incident.job]!.name, detail: '' };
    case 'session-retried':
      return jobTold(collector, kind, incident.session, `attempt ${incident.attempt}`);
    case 'transform-started':
    case 'transform-ended':
      return transformTold(collector, incident);
    case 'vm-ended': {
      const name = model.vms.nameOf(incident.vm);
      const ending = incident.result === 'failed' ? 'vm-failed' : 'vm-warned';
      return { kind: ending, what: 'vm', name, detail: jobOf(collector, incident.session) };
    }
    default:
      return taskTold(collector, incident);
  }
}

type OfTask = Extract<Incident, { readonly task: number }>;

function taskTold(collector: Collector, incident: OfTask): Told {
  const { model, tasks } = collector;
  const { disk, session } = tasks.tasks;
  const row = disk[incident.task]!;
  const job = jobOf(collector, session[incident.task]!);
  const told = {
    what: 'task',
    name: `${model.vms.nameOf(model.disks.vmOf(row))}/${model.disks.nameOf(row)}`,
  };
  switch (incident.kind) {
    case 'task-interrupted':
      return { kind: incident.kind, ...told, detail: `${job}, ${Math.round(incident.readBytes)} bytes read` };
    case 'task-resumed':
    case 'affinity-not-honoured':
      return { kind: incident.kind, ...told, detail: job };
    case 'task-failed-over':
      return { kind: incident.kind, ...told, detail: `${job}, ${incident.mode}` };
    case 'task-ended':
      return { kind: incident.result === 'failed' ? 'task-failed' : 'task-stopped', ...told, detail: job };
  }
}

function transformTold(
  collector: Collector,
  incident: Extract<Incident, { readonly transform: number }>,
): Told {
  const { session, work, repository, bytes } = collector.transforms.get(incident.transform);
  const where = collector.model.repositories[repository]!.name;
  return jobTold(collector, incident.kind, session, `${work} on ${where}, ${bytes} bytes`);
}

function proxyTold(model: Model, kind: string, proxy: number): Told {
  return { kind, what: 'proxy', name: model.proxies[proxy]!.name, detail: '' };
}

function jobTold(collector: Collector, kind: string, session: number, detail: string): Told {
  return { kind, what: 'job', name: jobOf(collector, session), detail };
}

function jobOf({ model, sessions }: Collector, session: number): string {
  return model.jobs[sessions.sessions[session]!.job]!.name;
}

import type { Model } from '../../model/model.ts';
import { taskLimits } from '../../model/paths/task-limits.ts';
import type { TraceRecord } from '../../trace/record.ts';

/**
 * Records as lines that use names instead of row numbers: two runs of one scenario whose declarations are in
 * different order have different row numbers, but the same lines.
 */
export class RecordTexts {
  readonly #model: Model;
  readonly #limits: readonly string[];
  readonly #sessions = new Map<number, string>();
  readonly #vmRuns = new Map<number, string>();
  readonly #tasks = new Map<number, string>();

  constructor(model: Model) {
    this.#model = model;
    this.#limits = taskLimits(model);
  }

  /** Call it with every record in order, because sessions and tasks are known only from their first record. */
  text(record: TraceRecord): string {
    this.#learn(record);
    const { kind, at: _at, ...fields } = record;
    const words = Object.entries(fields).flatMap(([key, value]) =>
      saysNothing(value) ? [] : [`${key} ${this.#word(key, value, record)}`],
    );
    return `${kind}: ${words.join(', ')}`;
  }

  #learn(record: TraceRecord): void {
    const { jobs, vms, disks } = this.#model;
    if (record.kind === 'session-started') {
      this.#sessions.set(record.session, `${jobs[record.job]!.name}#${record.number}`);
    }
    if (record.kind !== 'task-ready') return;
    const vm = vms.nameOf(disks.vmOf(record.disk));
    const session = this.#sessions.get(record.session);
    this.#vmRuns.set(record.vmRun, `${vm} of ${session}`);
    const again = record.attempt > 1 ? `, attempt ${record.attempt}` : '';
    this.#tasks.set(record.task, `${vm}/${disks.nameOf(record.disk)} of ${session}${again}`);
  }

  #word(key: string, value: unknown, record: TraceRecord): string {
    const { proxies, repositories, datastores, vms, jobs, disks, hosts, scenario } = this.#model;
    if (typeof value !== 'number') {
      if (key === 'busiest')
        return (value as readonly number[]).map((row) => this.#limits[row] ?? '-').join(' ');
      if (isEnd(value)) return `${proxies[value.proxy]?.name} ${value.mode}`;
      return typeof value === 'string' ? value : JSON.stringify(value);
    }
    const named = (table: readonly { readonly name: string }[]) => table[value]?.name ?? `${value}`;
    switch (key) {
      case 'task':
        return this.#tasks.get(value) ?? `${value}`;
      case 'session':
        return this.#sessions.get(value) ?? `${value}`;
      case 'vmRun':
        return this.#vmRuns.get(value) ?? `${value}`;
      case 'proxy':
        return named(proxies);
      case 'repository':
      case 'source':
        return named(repositories);
      case 'datastore':
        return named(datastores);
      case 'vm':
        return vms.names[value] ?? `${value}`;
      case 'job':
        return named(jobs);
      case 'host':
        return named(hosts);
      case 'disk':
        return disks.figures.names[value] ?? `${value}`;
      case 'link':
        return named(scenario.links);
      case 'row':
        return 'what' in record ? named(scenario[record.what]) : `${value}`;
      default:
        return `${value}`;
    }
  }
}

/** Values that are left out, because a line without them means the same. */
function saysNothing(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((one) => one === 0);
  return value === null || value === false;
}

function isEnd(value: unknown): value is { readonly proxy: number; readonly mode: string } {
  return typeof value === 'object' && value !== null && 'proxy' in value;
}

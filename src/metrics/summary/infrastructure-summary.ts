import { SECOND_US } from '../../units/civil-time.ts';
import type { Collector } from '../collector.ts';
import type { TaskSpan } from '../logs/task-log.ts';
import type {
  DatastoreSummary,
  HostSummary,
  LinkSummary,
  ProxySummary,
  RepositorySummary,
} from './summary.ts';

/** Summaries of proxies, datastores and so on. Shares are of the observed interval: the run's window after the warm-up. */
export class InfrastructureSummary {
  readonly #collector: Collector;
  readonly #endUs: number;
  readonly #lengthUs: number;

  constructor(collector: Collector, window: TaskSpan | undefined) {
    const { warmUpUs } = collector.model.scenario.clock;
    this.#collector = collector;
    this.#endUs = collector.end.at;
    this.#lengthUs = window === undefined ? 0 : Math.max(0, window.end - Math.max(window.start, warmUpUs));
  }

  /** Mean use of a resource; 0 for an unlimited one. */
  of(resource: number): number {
    const busy = this.#collector.end.busySeconds[resource] ?? 0;
    return this.#lengthUs === 0 ? 0 : Math.min(1, busy / (this.#lengthUs / SECOND_US));
  }

  /** Mean use of every limited capacity, by its name in `utilisation.csv`. */
  capacities(): ReadonlyMap<string, number> {
    return new Map(this.#collector.model.resources.map(({ name }, resource) => [name, this.of(resource)]));
  }

  proxy(row: number): ProxySummary {
    const { occupancy, movers, model } = this.#collector;
    const { slots, coresResource, inboundResource, outboundResource } = model.proxies[row]!;
    const modes = occupancy.modesOf(row);
    return {
      slots,
      tasks: [...modes.values()].reduce((sum, count) => sum + count, 0),
      slotUtilisation: this.#slots(occupancy.proxyTasks.integralUs(row, this.#endUs), slots),
      cpuUtilisation: this.of(coresResource),
      networkUtilisation: Math.max(this.of(inboundResource), this.of(outboundResource)),
      peakTasks: occupancy.proxyTasks.peak(row),
      modes: Object.fromEntries(modes),
      knee: occupancy.knees[row]!,
      shareAboveKnee: this.#slots(occupancy.proxyAboveKnee.integralUs(row, this.#endUs), 1),
      dataMovers: movers.ofProxy(row),
      peakMemoryBytes: movers.proxyMemory(row),
    };
  }

  datastore(row: number): DatastoreSummary {
    const { occupancy, latency, model } = this.#collector;
    const { peakSeconds, stoppedSeconds, throttledSeconds } = latency.of(row, this.#endUs);
    return {
      utilisation: Math.max(
        this.of(model.datastores[row]!.readResource),
        this.of(model.datastores[row]!.writeResource),
      ),
      peakTasks: occupancy.datastoreTasks.peak(row),
      peakSnapshots: occupancy.datastoreSnapshots.peak(row),
      peakLatencySeconds: peakSeconds,
      secondsStopped: stoppedSeconds,
      secondsThrottled: throttledSeconds,
    };
  }

  repository(row: number): RepositorySummary {
    const { occupancy, movers, model } = this.#collector;
    const { slots, writeResource } = model.repositories[row]!;
    return {
      slotUtilisation: this.#slots(occupancy.repositorySlots.integralUs(row, this.#endUs), slots),
      writeUtilisation: this.of(writeResource),
      peakTasks: occupancy.repositoryTasks.peak(row),
      dataMovers: movers.ofRepository(row),
      peakMemoryBytes: movers.repositoryMemory(row),
    };
  }

  host(row: number): HostSummary {
    const { occupancy, model } = this.#collector;
    const { networkResource, networkWriteResource, managementResource } = model.hosts[row]!;
    return {
      networkUtilisation: Math.max(this.of(networkResource), this.of(networkWriteResource)),
      managementUtilisation: this.of(managementResource),
      peakNbdDisks: occupancy.hostNbdDisks.peak(row),
    };
  }

  link(row: number): LinkSummary {
    const { there, back } = this.#collector.model.linkResources[row]!;
    return {
      utilisation: Math.max(this.of(there), this.of(back)),
      transferredBytes: this.#collector.end.linkBytes[row] ?? 0,
    };
  }

  #slots(integralUs: number, slots: number): number {
    return this.#lengthUs === 0 || !Number.isFinite(slots) ? 0 : integralUs / this.#lengthUs / slots;
  }
}

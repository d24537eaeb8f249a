import { type Model, STAGES } from '../model/model.ts';
import { taskLimits } from '../model/paths/task-limits.ts';
import { formatDateTime } from '../units/format-quantity.ts';
import type { TraceRecord, TraceSink } from './record.ts';
import { WAIT_CAUSES } from './wait-cause.ts';

/** Identifies the run of a trace. */
export interface TracedRun {
  readonly scenario: { readonly name: string; readonly file: string; readonly sha256: string };
  readonly seed: number | string;
  readonly replication: number;
  readonly policy: string;
}

/**
 * The first line of `trace.ndjson`, with the names behind the numbers in records: `"proxy":3` means `tables.proxies[3]`,
 * `"source":2` means `tables.repositories[2]`; -1 means none. Lists by cause or stage are in the order of `waitCauses` and
 * `stages`; `busySeconds` is in the order of `tables.resources`, `linkBytes` in that of `tables.links`, and the numbers in
 * `busiest` are rows of `tables.limits`.
 */
export interface TraceHeader extends TracedRun {
  readonly format: 'proxysim-trace/1';
  /** Local time at which the run begins; `at` in records counts microseconds from then. */
  readonly clockStart: string;
  readonly tables: {
    readonly hosts: readonly string[];
    readonly datastores: readonly string[];
    readonly proxies: readonly string[];
    readonly repositories: readonly string[];
    readonly links: readonly string[];
    readonly jobs: readonly string[];
    readonly vms: readonly string[];
    /** Row of the disk's VM, and the disk's name within it. */
    readonly disks: readonly (readonly [vm: number, name: string])[];
    readonly resources: readonly string[];
    readonly limits: readonly string[];
  };
  readonly waitCauses: readonly string[];
  readonly stages: readonly string[];
}

export function traceHeader(model: Model, run: TracedRun): TraceHeader {
  const { scenario } = model;
  const names = (rows: readonly { readonly name: string }[]) => rows.map(({ name }) => name);
  return {
    format: 'proxysim-trace/1',
    scenario: run.scenario,
    seed: run.seed,
    replication: run.replication,
    policy: run.policy,
    clockStart: formatDateTime(scenario.clock.startUs),
    tables: {
      hosts: names(model.hosts),
      datastores: names(model.datastores),
      proxies: names(model.proxies),
      repositories: names(model.repositories),
      links: names(scenario.links),
      jobs: names(model.jobs),
      vms: model.vms.names,
      disks: Array.from(model.disks, ({ vm, name }) => [vm, name]),
      resources: names(model.resources),
      limits: taskLimits(model),
    },
    waitCauses: WAIT_CAUSES,
    stages: STAGES,
  };
}

/** Writes the header and then every record of a run as a line of JSON. Keeps nothing in memory. */
export class TraceText implements TraceSink {
  readonly #write: (line: string) => void;

  constructor(header: TraceHeader, write: (line: string) => void) {
    this.#write = write;
    write(`${JSON.stringify(header)}\n`);
  }

  record(record: TraceRecord): void {
    this.#write(`${JSON.stringify(record)}\n`);
  }
}

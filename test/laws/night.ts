import type { Connection } from '../../src/model/ways/transport.ts';
import type { RunOptions } from '../../src/runs/run.ts';
import type { Job } from '../../src/scenario/job.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import type { Disk, Vm } from '../../src/scenario/vms/vm.ts';
import type { TraceRecord } from '../../src/trace/record.ts';
import { type ScenarioData, textOf } from '../helpers/random-scenario.ts';
import { run, scenarioOf, type TestRun } from '../helpers/run-scenario-text.ts';

export type RecordOf<K extends TraceRecord['kind']> = Extract<TraceRecord, { kind: K }>;

/** What the trace says of one task, collected without the product's own metrics. */
export interface Story {
  readonly ready: RecordOf<'task-ready'>;
  readonly job: Job;
  readonly vm: Vm;
  readonly disk: Disk;
  readonly session: RecordOf<'session-started'>;
  started?: RecordOf<'task-started'>;
  transferStarted?: RecordOf<'transfer-started'>;
  /** Of a transfer that the run's end cut: `transfer-cut`. */
  transferEnded?: RecordOf<'transfer-ended' | 'transfer-cut'>;
  /** Every terminal record: there must be at most one. */
  readonly terminal: (RecordOf<'task-ended'> | RecordOf<'task-dropped'>)[];
}

export interface Night {
  readonly scenario: Scenario;
  readonly run: TestRun;
  readonly trace: readonly TraceRecord[];
  /** By task number. */
  readonly stories: readonly Story[];
  readonly end: RecordOf<'run-ended'>;
}

/** Nights that were run before, by the text of their scenario. */
const KEPT = new Map<string, Night>();

/** On average a night takes up to a quarter of a megabyte. */
const MOST_KEPT = 800;

/** The night of a scenario. Most laws look at the same nights, so each is run once by a process and kept: it is only read. */
export function nightOf(data: ScenarioData): Night {
  const text = textOf(data);
  const known = KEPT.get(text);
  if (known !== undefined) return known;
  const night = runNight(data);
  if (KEPT.size < MOST_KEPT) KEPT.set(text, night);
  return night;
}

/** Parses and runs a scenario and reads its trace: for nights that only one law asks for, to compare them with others. */
export function runNight(data: ScenarioData, options: Partial<RunOptions> = {}): Night {
  const scenario = scenarioOf(textOf(data));
  const result = run(scenario, options);
  const end = result.trace.at(-1);
  if (end?.kind !== 'run-ended') throw new Error('the last record of the trace is not the end of the run');
  return { scenario, run: result, trace: result.trace, stories: storiesOf(scenario, result.trace), end };
}

/** Disks are numbered through all VMs as declared. */
export function disksOf(scenario: Scenario): { readonly vm: Vm; readonly disk: Disk }[] {
  return [...scenario.vms].flatMap((vm) => {
    if ('population' in vm.disks) throw new Error('random scenarios declare their disks');
    return vm.disks.map((disk) => ({ vm, disk }));
  });
}

function storiesOf(scenario: Scenario, trace: readonly TraceRecord[]): Story[] {
  const disks = disksOf(scenario);
  const sessions: RecordOf<'session-started'>[] = [];
  const stories: Story[] = [];
  for (const record of trace) {
    switch (record.kind) {
      case 'session-started':
        sessions[record.session] = record;
        break;
      case 'task-ready': {
        const session = sessions[record.session]!;
        const job = scenario.jobs[session.job]!;
        stories[record.task] = { ready: record, job, ...disks[record.disk]!, session, terminal: [] };
        break;
      }
      case 'task-started':
        stories[record.task]!.started = record;
        break;
      case 'transfer-started':
        stories[record.task]!.transferStarted = record;
        break;
      case 'transfer-ended':
      case 'transfer-cut':
        stories[record.task]!.transferEnded = record;
        break;
      case 'task-ended':
      case 'task-dropped':
        stories[record.task]!.terminal.push(record);
        break;
    }
  }
  return stories;
}

/**
 * What happened before an instant, without the records by which a run reports its own end: the tasks that it leaves waiting
 * are dropped as unfinished at the time of the last event, which may be long before the instant. Observers are also asked at
 * the end, so their records are left out.
 */
export function happenedBefore({ trace }: Night, instant: number): TraceRecord[] {
  const ofTheEnd: readonly TraceRecord['kind'][] = ['sample', 'transfer-cut', 'run-ended'];
  const known = trace.filter(({ kind }) => !ofTheEnd.includes(kind));
  // A disk that nobody can reach is dropped as unfinished, too, but the end of its VM follows.
  const isLeft = (record: TraceRecord) => record.kind === 'task-dropped' && record.result === 'unfinished';
  const last = known.findLastIndex((record) => !isLeft(record));
  return known.slice(0, last + 1).filter(({ at }) => at < instant);
}

/** The records grouped by their time. */
export function instantsOf(trace: readonly TraceRecord[]): TraceRecord[][] {
  const instants: TraceRecord[][] = [];
  let at = -1;
  for (const record of trace) {
    if (record.at < at) throw new Error(`time ran backwards, from ${at} to ${record.at}`);
    if (record.at > at) instants.push([]);
    at = record.at;
    instants.at(-1)!.push(record);
  }
  return instants;
}

/** The names of where a task ran; throws for one that never got slots. */
export function placeOf(night: Night, { started, ready }: Story): { proxy: string; mode: Connection } {
  if (started === undefined) throw new Error(`task ${ready.task} never got slots`);
  return { proxy: night.scenario.proxies[started.proxy]!.name, mode: started.mode };
}

/** The tasks of each attempt at a VM. */
export function storiesByVmRun({ stories }: Night): Map<number, Story[]> {
  const groups = new Map<number, Story[]>();
  for (const story of stories) {
    const { vmRun } = story.ready;
    groups.set(vmRun, [...(groups.get(vmRun) ?? []), story]);
  }
  return groups;
}

import { type Model, STAGES, type Stage } from '../../model/model.ts';
import type { Movement } from '../../model/paths/movement.ts';
import { machinesOf, type Places, pathOf, targetWorkOf } from '../../model/paths/path.ts';
import { timesThrough } from '../../model/paths/throttling.ts';
import { type Candidate, CONNECTION_CLASS } from '../../model/ways/transport.ts';
import type { Chronicle, ToldTask } from '../state/chronicle.ts';
import type { Replica } from '../state/replica.ts';
import type { FairFlow } from './fair-rates.ts';

/** What limits a task at its proxy even without other tasks. */
export const ONE_TASK = 'the cores that one task can use';

/** A capacity that exists only while some flow uses it. */
export interface MadeByTheRun {
  readonly name: string;
  /** Bytes per second; for a throttle rule the whole rate, which the sending jobs share. */
  readonly rate: number;
  /** Row of the throttle rule; -1: a write stream. */
  readonly rule: number;
  /** How many times each byte sent crosses it. */
  readonly times: number;
}

/** A flow with those of its capacities that are not in the model's tables. */
export interface TransferFlow extends FairFlow {
  readonly job: number;
  readonly made: readonly MadeByTheRun[];
}

/** What a running task moves, and where. */
export interface Way {
  readonly movement: Movement;
  readonly places: Places;
}

/** The way of a running task in the replica's current state. */
export function wayOfTask(replica: Replica, task: ToldTask): Way {
  const { work } = replica.model.jobs[task.job]!;
  const repository = work.writes === 'nothing' ? -1 : replica.chainOf(task).repository;
  return { movement: replica.movement(task, repository), places: placesOf(replica, task) };
}

/** Everything that a task's data cross in the replica's current state: infrastructure, write stream, throttle rules. */
export function flowOfTask(replica: Replica, task: ToldTask): TransferFlow {
  const { model } = replica;
  const { declaration } = model.jobs[task.job]!;
  const { movement, places } = wayOfTask(replica, task);
  const path = pathOf(model, movement, places, targetWorkOf(declaration, task.full));
  const ratio = movement.transferRatio;
  const crossings = Array.from({ length: path.length }, (_, i): FairFlow['crossings'][number] => ({
    name: model.resources[path.resources[i]!]!.name,
    coefficient: path.coefficients[i]!,
    stage: STAGES[path.stages[i]!]!,
  }));
  const made =
    ratio > 0
      ? [...streamOf(model, task, movement.repository), ...rulesOf(model, task, movement, places)]
      : [];
  for (const { name, rule, times } of made) {
    crossings.push({ name, coefficient: times * ratio, stage: rule < 0 ? 'target' : 'throttling' });
  }
  const caps = STAGES.flatMap((stage, row) => {
    const cap = path.caps[row]!;
    return Number.isFinite(cap) ? [{ stage, cap, name: capName(stage, places) }] : [];
  });
  return { key: task.task, job: task.job, crossings, caps, made };
}

/** Merges and synthetic fulls read and write on their repository. */
export function flowOfTransform(model: Model, { transforms }: Chronicle, number: number): TransferFlow {
  const { repository, session } = transforms[number]!;
  const { name, write, read } = namesOf(model, repository);
  const crossings = [write, read].flatMap((resource) =>
    resource === undefined ? [] : [{ name: resource, coefficient: 1, stage: 'target' as const }],
  );
  const { perStream } = model.repositories[repository]!;
  const made: MadeByTheRun[] = [];
  if (Number.isFinite(perStream)) {
    const stream = { name: `${name}.perStream of transform ${number}`, rate: perStream, rule: -1, times: 1 };
    made.push(stream);
    crossings.push({ name: stream.name, coefficient: 1, stage: 'target' });
  }
  return { key: -1 - number, job: -1 - session, crossings, caps: [], made };
}

function namesOf(model: Model, repository: number) {
  const { name, writeResource, readResource } = model.repositories[repository]!;
  const nameOf = (row: number) => model.resources[row]?.name;
  return { name: `repositories.${name}`, write: nameOf(writeResource), read: nameOf(readResource) };
}

function placesOf({ model, running }: Replica, task: ToldTask): Places {
  const readsVm = model.jobs[task.job]!.work.reads === 'vm';
  const [first, second] = running.get(task.task)!.places.map(
    ({ proxy, mode }, i): Candidate => ({
      proxy,
      mode,
      connectionClass: CONNECTION_CLASS[mode],
      sameSite: true,
      preferred: false,
      end: i === 0 && readsVm ? 'read' : 'write',
    }),
  );
  return { first: first!, second };
}

/** One write stream per VM with per-VM files, otherwise per session, depending on the repository that the job names. */
function streamOf(model: Model, task: ToldTask, repository: number): MadeByTheRun[] {
  const { work, repository: own } = model.jobs[task.job]!;
  const { perStream } = model.repositories[work.writes === 'repository' ? repository : -1] ?? {};
  if (perStream === undefined || !Number.isFinite(perStream)) return [];
  const { name } = model.repositories[repository]!;
  const { perVmFiles } = model.repositories[own]!;
  const whose = perVmFiles ? `VM ${model.vms.nameOf(task.vm)}` : `job ${model.jobs[task.job]!.name}`;
  const number = perVmFiles ? task.vmRun : task.session;
  return [
    { name: `repositories.${name}.perStream of ${whose} (${number})`, rate: perStream, rule: -1, times: 1 },
  ];
}

/** Throttle rules that apply to a task; each has one capacity per job. */
function rulesOf(model: Model, { job }: ToldTask, movement: Movement, places: Places): MadeByTheRun[] {
  const machines = machinesOf(model, movement, places);
  return model.throttles.flatMap((row, rule) => {
    const times = timesThrough(row, machines);
    const name = `throttles.${row.name} for job ${model.jobs[job]!.name}`;
    return times > 0 ? [{ name, rate: row.rate, rule, times }] : [];
  });
}

function capName(stage: Stage, { first, second }: Places): string {
  if (stage === 'proxy') return ONE_TASK;
  return `${stage === 'source' ? first.mode : (second ?? first).mode} per task`;
}

import type { InParts } from '../../collections/in-parts.ts';
import type { DefaultFigure, LimitsByDefault } from '../../metrics/limits/limits-by-default.ts';
import type { Model, Stage } from '../../model/model.ts';
import { coresWith } from '../../model/proxy-cores.ts';
import type { TraceRecord } from '../../trace/record.ts';
import { DAY_US, SECOND_US } from '../../units/civil-time.ts';
import { isWithin, timeOfWeekOf, untilChange } from '../../units/weekly-interval.ts';
import type { Explanation } from '../explanation.ts';
import type { Chronicle, ToldTask } from '../state/chronicle.ts';
import { Replica } from '../state/replica.ts';
import { fairRate } from './fair-rates.ts';
import { flowOfTask, flowOfTransform, ONE_TASK, type TransferFlow } from './transfer-flows.ts';

/** An interval of a transfer in which one thing limited its rate. Bytes read; microseconds from the start. */
export interface RatePiece {
  readonly fromUs: number;
  readonly toUs: number;
  readonly bytes: number;
  /** Lowest and highest rate in the interval, bytes read per second. */
  readonly least: number;
  readonly most: number;
  readonly stage: Stage | 'none';
  /** The full capacity (`datastores.ds1.read`), or the limit of a single task. */
  readonly by: string;
  /** The most flows that shared it at once; 1: no other flow. */
  readonly sharers: number;
  /** The default figures behind the limit. */
  readonly byDefault: readonly DefaultFigure[];
}

/** The rate of a task's transfer over time, recomputed from the flows in the trace. */
export interface RateOverTime {
  readonly pieces: readonly RatePiece[];
  /** Whether the bytes of the pieces add up to what the run moved. */
  readonly exact: boolean;
}

/** Replays all flows of a run up to the end of a task's transfer. */
export function* ratesOf(explanation: Explanation, task: ToldTask): InParts<RateOverTime> {
  const { chronicle } = explanation;
  const { transferStartUs } = task;
  const end = task.transferEndUs < 0 ? chronicle.endUs : task.transferEndUs;
  // A transfer without any limit takes no time.
  if (transferStartUs < 0 || transferStartUs === end) return { pieces: [], exact: true };
  const state = new FlowState(explanation);
  const pieces: RatePiece[] = [];
  const { records } = chronicle;
  let at = 0;
  while (at < records.length && records[at]!.at < end) {
    const now = records[at]!.at;
    yield now / end;
    while (at < records.length && records[at]!.at === now) state.apply(records[at++]!);
    const until = Math.min(records[at]?.at ?? end, end);
    if (until <= transferStartUs) continue;
    let from = now;
    while (from < until) {
      const to = Math.min(until, state.nextClockChangeUs(from));
      if (from >= transferStartUs && state.has(task.task)) add(pieces, state.pieceOf(task.task, from, to));
      from = to;
    }
  }
  const bytes = pieces.reduce((sum, piece) => sum + piece.bytes, 0);
  const moved = task.movedBytes;
  // Ends are rounded to microseconds, so a piece may be off by half a microsecond at each end.
  const most = pieces.reduce((rate, piece) => Math.max(rate, piece.most), 0);
  const exact = Math.abs(bytes - moved) <= 1 + moved * 1e-6 + (pieces.length + 1) * (most / SECOND_US);
  return { pieces, exact };
}

function add(pieces: RatePiece[], piece: RatePiece): void {
  const last = pieces.at(-1);
  if (last === undefined || last.toUs !== piece.fromUs || last.by !== piece.by) {
    pieces.push(piece);
    return;
  }
  pieces[pieces.length - 1] = {
    ...last,
    toUs: piece.toUs,
    bytes: last.bytes + piece.bytes,
    least: Math.min(last.least, piece.least),
    most: Math.max(last.most, piece.most),
    sharers: Math.max(last.sharers, piece.sharers),
    // If a datastore was throttled for part of the time, that part lists more figures.
    byDefault: piece.byDefault.length > last.byDefault.length ? piece.byDefault : last.byDefault,
  };
}

/** The flows and capacities at an instant of the replay. */
class FlowState {
  readonly #model: Model;
  readonly #chronicle: Chronicle;
  readonly #replica: Replica;
  readonly #limits: LimitsByDefault;
  readonly #flows = new Map<number, TransferFlow>();
  /** Interrupted tasks, whose transfer may resume. */
  readonly #paused = new Set<number>();
  readonly #latencyShare = new Map<string, number>();
  readonly #linkShare = new Map<string, number>();
  readonly #rows: ReadonlyMap<string, Model['resources'][number]>;
  readonly #proxyOfCores: ReadonlyMap<string, number>;

  constructor(explanation: Explanation) {
    const { chronicle, limits } = explanation;
    const { model } = chronicle;
    this.#limits = limits;
    this.#model = model;
    this.#chronicle = chronicle;
    this.#replica = new Replica(explanation);
    this.#rows = new Map(model.resources.map((row) => [row.name, row]));
    this.#proxyOfCores = new Map(
      model.proxies.flatMap(({ coresResource }, proxy) =>
        coresResource < 0 ? [] : [[model.resources[coresResource]!.name, proxy]],
      ),
    );
  }

  apply(record: TraceRecord): void {
    this.#replica.apply(record);
    switch (record.kind) {
      case 'transfer-started':
        this.#open(record.task);
        return;
      case 'task-interrupted':
        if (this.#flows.delete(record.task)) this.#paused.add(record.task);
        return;
      case 'task-resumed':
        if (this.#paused.delete(record.task)) this.#open(record.task);
        return;
      case 'transfer-ended':
        this.#flows.delete(record.task);
        this.#paused.delete(record.task);
        return;
      case 'transform-started':
        this.#flows.set(
          -1 - record.transform,
          flowOfTransform(this.#model, this.#chronicle, record.transform),
        );
        return;
      case 'transform-ended':
        this.#flows.delete(-1 - record.transform);
        return;
      case 'latency-sampled': {
        const { readResource } = this.#model.datastores[record.datastore]!;
        const name = this.#model.resources[readResource]?.name;
        if (name !== undefined) this.#latencyShare.set(name, record.share);
        return;
      }
      case 'link-degraded': {
        const { there, back } = this.#model.linkResources[record.link]!;
        for (const way of [there, back]) {
          const name = this.#model.resources[way]?.name;
          if (name !== undefined) this.#linkShare.set(name, record.share);
        }
        return;
      }
      case 'went-down':
      case 'came-up':
        this.#transformsStandStill();
        return;
    }
  }

  has(task: number): boolean {
    return this.#flows.has(task);
  }

  pieceOf(task: number, fromUs: number, toUs: number): RatePiece {
    const { rate, limit } = fairRate([...this.#flows.values()], task, (name) => this.#capacity(name, fromUs));
    const bytes = Number.isFinite(rate) ? (rate * (toUs - fromUs)) / SECOND_US : 0;
    const { stage, name, sharers } = limit ?? { stage: 'none' as const, name: 'nothing', sharers: 1 };
    const by = plainName(name);
    return { fromUs, toUs, bytes, least: rate, most: rate, stage, by, sharers, byDefault: this.#unsaid(by) };
  }

  #unsaid(by: string): readonly DefaultFigure[] {
    if (by === ONE_TASK) return this.#limits.processing;
    const own = this.#limits.ofLimit(by);
    return (this.#latencyShare.get(by) ?? 1) < 1 ? [...own, ...this.#limits.throttling] : own;
  }

  /** The next instant at which production load changes, or the hours of a throttle rule begin or end. */
  nextClockChangeUs(nowUs: number): number {
    const start = this.#model.scenario.clock.startUs;
    const midnight = nowUs - ((start + nowUs) % DAY_US);
    const changes = this.#model.resources.flatMap(({ productionLoad }) =>
      (productionLoad ?? []).flatMap(({ fromUs }) => [midnight + fromUs, midnight + DAY_US + fromUs]),
    );
    const hours = this.#model.throttles.flatMap(({ during }) =>
      during === undefined ? [] : [nowUs + untilChange(during, timeOfWeekOf(start + nowUs))],
    );
    return Math.min(Number.POSITIVE_INFINITY, ...hours, ...changes.filter((at) => at > nowUs));
  }

  #open(number: number): void {
    this.#flows.set(number, flowOfTask(this.#replica, this.#replica.task(number)));
  }

  /** Transforms are paused while their repository is down. */
  #transformsStandStill(): void {
    this.#chronicle.transforms.forEach(({ repository, startUs, endUs }, number) => {
      const now = this.#replica.nowUs;
      if (startUs > now || (endUs >= 0 && endUs <= now)) return;
      if (!this.#replica.condition.isRepositoryUp(repository)) this.#flows.delete(-1 - number);
      else this.#flows.set(-1 - number, flowOfTransform(this.#model, this.#chronicle, number));
    });
  }

  #capacity(name: string, atUs: number): number {
    const row = this.#rows.get(name);
    if (row === undefined) return this.#madeByTheRun(name, atUs);
    const proxy = this.#proxyOfCores.get(name);
    if (proxy !== undefined) {
      const { oversubscriptionPenalty } = this.#model.scenario;
      return coresWith(
        this.#model.proxies[proxy]!,
        this.#replica.runningTasks(proxy),
        oversubscriptionPenalty,
      );
    }
    const timeOfDay = (this.#model.scenario.clock.startUs + atUs) % DAY_US;
    const production = row.productionLoad?.findLast((piece) => piece.fromUs <= timeOfDay)?.share ?? 0;
    const latency = this.#latencyShare.get(name) ?? 1;
    return row.capacity * (1 - production) * latency * (this.#linkShare.get(name) ?? 1);
  }

  /** Capacities that exist only during the run. A throttle rule's rate is split equally among the sending jobs in its hours. */
  #madeByTheRun(name: string, atUs: number): number {
    const flows = [...this.#flows.values()];
    const made = flows.flatMap((flow) => flow.made).find((other) => other.name === name);
    if (made === undefined) return Number.POSITIVE_INFINITY;
    if (made.rule < 0) return made.rate;
    const { during } = this.#model.throttles[made.rule]!;
    const timeOfWeek = timeOfWeekOf(this.#model.scenario.clock.startUs + atUs);
    if (during !== undefined && !during.some((part) => isWithin(part, timeOfWeek)))
      return Number.POSITIVE_INFINITY;
    const senders = flows.filter((flow) => flow.made.some(({ rule }) => rule === made.rule));
    return made.rate / new Set(senders.map(({ job }) => job)).size;
  }
}

/** Removes the number that distinguishes streams of the same name. */
function plainName(name: string): string {
  return name.replace(/ \(\d+\)$/, '');
}

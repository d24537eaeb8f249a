import type { Random } from '../../engine/random/random.ts';
import { type Fault, HIT_BY } from '../../scenario/fault.ts';
import type { Run } from '../run.ts';
import { streamOf } from './chance.ts';

/** The state of a fault of the scenario: its targets as rows, and the random streams of its failures. */
export interface FaultProcess {
  readonly number: number;
  readonly fault: Fault;
  readonly rows: readonly number[];
  /** One stream per target, or one for all. */
  readonly streams: readonly Random[];
  /** By stream: since when its targets are down; Infinity: they are not. */
  readonly downSinceUs: number[];
  /** End of the last repair that was already going on when work last moved: stuck work may have waited for it. */
  awaitedUntilUs: number;
  /** Rows hit by the last burst. */
  hit: readonly number[];
  /** Links that it currently degrades. */
  readonly degraded: Set<number>;
}

export function processOf(run: Run, fault: Fault, number: number): FaultProcess {
  const { scenario } = run.model;
  const section = HIT_BY[fault.kind];
  const names = section === 'vms' ? scenario.vms.names : scenario[section].map(({ name }) => name);
  const rows = rowsNamed(names, fault.targets);
  const { when } = fault;
  const isTogether = when.kind !== 'random' || when.burst !== undefined;
  const entities = isTogether ? [`${number}`] : rows.map((row) => `${number}/${names[row]!}`);
  const streams = entities.map((entity) => streamOf(run, 'fault', entity));
  return {
    number,
    fault,
    rows,
    streams,
    downSinceUs: streams.map(() => Number.POSITIVE_INFINITY),
    awaitedUntilUs: 0,
    hit: [],
    degraded: new Set(),
  };
}

/** Whether a fault lasts now for one of the things that it hits, given by its row. */
export function lastsFor(
  { fault, rows, downSinceUs, hit }: FaultProcess,
  row: number,
  nowUs: number,
): boolean {
  const { targets, when } = fault;
  const place = targets.length === 0 ? row : rows.indexOf(row);
  if (place < 0) return false;
  if (when.kind === 'always') return true;
  if (when.kind === 'at') return when.atUs <= nowUs && nowUs < when.atUs + when.forUs;
  if (when.burst === undefined) return downSinceUs[place]! <= nowUs;
  return downSinceUs[0]! <= nowUs && hit.includes(row);
}

/** The rows of the chosen names among all names; an empty choice means all. */
export function rowsNamed(names: readonly string[], chosen: readonly string[]): number[] {
  const wanted = new Set(chosen);
  return names.flatMap((name, row) => (wanted.size === 0 || wanted.has(name) ? [row] : []));
}

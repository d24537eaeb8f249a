import type { Random } from '../../engine/random/random.ts';
import { type Fault, HIT_BY } from '../../scenario/fault.ts';
import type { Run } from '../run.ts';
import { streamOf } from './chance.ts';

/** A fault's targets as rows, and what chance has in store for them. */
export interface FaultProcess {
  readonly number: number;
  readonly fault: Fault;
  readonly rows: readonly number[];
  /** One stream per target, or one for all. */
  readonly streams: readonly Random[];
  /** By stream: since when what it has struck is down; Infinity: it is not. */
  readonly downSinceUs: number[];
  /** When a repair last ended that had begun before anything last moved: what stands still may have waited for it. */
  awaitedUntilUs: number;
  /** What the last burst hit. */
  hit: readonly number[];
  /** Links that it holds back at the moment. */
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

/** Where the chosen ones stand among all names; those who choose none mean all. */
export function rowsNamed(names: readonly string[], chosen: readonly string[]): number[] {
  const wanted = new Set(chosen);
  return names.flatMap((name, row) => (wanted.size === 0 || wanted.has(name) ? [row] : []));
}

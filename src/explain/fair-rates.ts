import type { Stage } from '../model/model.ts';

/** What one flow crosses, as units of a capacity per byte read, and its own limits in bytes read per second. */
export interface FairFlow {
  readonly key: number;
  readonly crossings: readonly {
    readonly name: string;
    readonly coefficient: number;
    readonly stage: Stage;
  }[];
  readonly caps: readonly { readonly name: string; readonly cap: number; readonly stage: Stage }[];
}

/** What a flow gets, and what keeps it from getting more. */
export interface FairRate {
  readonly rate: number;
  /** Undefined: nothing holds it back. */
  readonly limit: { readonly name: string; readonly stage: Stage; readonly sharers: number } | undefined;
}

/** Two levels that differ by less are one level with other roundings. */
const SAME = 1e-9;

/** In this order the stages are named where several bind alike: a rule first, then along the way. */
const NAMED_FIRST: readonly Stage[] = ['throttling', 'source', 'proxy', 'network', 'target'];

interface Shared {
  left: number;
  /** Units taken per byte per second of all flows that still grow. */
  growing: number;
  /** All flows that cross it, whatever holds them. */
  readonly all: Set<FairFlow>;
  readonly flows: Map<FairFlow, number>;
}

/**
 * Max-min fair rates found in the plainest way: all flows grow alike until a capacity is full or a limit is reached; what
 * that holds stops there, the rest goes on. Told of one flow: `wanted`.
 */
export function fairRate(
  flows: readonly FairFlow[],
  wanted: number,
  capacityOf: (name: string) => number,
): FairRate {
  const shared = new Map<string, Shared>();
  for (const flow of flows) {
    for (const { name, coefficient } of flow.crossings) {
      const row = shared.get(name) ?? {
        left: capacityOf(name),
        growing: 0,
        all: new Set<FairFlow>(),
        flows: new Map(),
      };
      shared.set(name, row);
      row.growing += coefficient;
      row.all.add(flow);
      row.flows.set(flow, (row.flows.get(flow) ?? 0) + coefficient);
    }
  }
  const growing = new Set(flows);
  for (;;) {
    const level = nextLevel(growing, shared);
    if (level === Number.POSITIVE_INFINITY) return { rate: level, limit: undefined };
    const reached = (value: number) => value <= level + Math.abs(level) * SAME;
    const full = [...shared].filter(
      ([, row]) => row.flows.size > 0 && row.growing > 0 && reached(row.left / row.growing),
    );
    const stopped = new Set(full.flatMap(([, row]) => [...row.flows.keys()]));
    for (const flow of growing) if (flow.caps.some(({ cap }) => reached(cap))) stopped.add(flow);
    for (const flow of stopped) {
      if (flow.key === wanted) {
        return { rate: level, limit: limitOf(flow, new Map(full), reached) };
      }
      growing.delete(flow);
      for (const { name, coefficient } of flow.crossings) {
        const row = shared.get(name)!;
        row.left -= coefficient * level;
        row.growing -= coefficient;
        row.flows.delete(flow);
      }
    }
    // What is left over by rounding, where nobody grows any more, is nobody's.
    for (const row of shared.values()) if (row.flows.size === 0) row.growing = 0;
  }
}

function nextLevel(growing: ReadonlySet<FairFlow>, shared: ReadonlyMap<string, Shared>): number {
  let level = Number.POSITIVE_INFINITY;
  for (const { left, growing: units } of shared.values())
    if (units > 0) level = Math.min(level, Math.max(0, left) / units);
  for (const { caps } of growing) for (const { cap } of caps) level = Math.min(level, cap);
  return level;
}

function limitOf(
  { crossings, caps }: FairFlow,
  full: ReadonlyMap<string, Shared>,
  reached: (value: number) => boolean,
): FairRate['limit'] {
  const limits = [
    ...caps.filter(({ cap }) => reached(cap)).map(({ name, stage }) => ({ name, stage, sharers: 1 })),
    ...crossings.flatMap(({ name, stage }) => {
      const row = full.get(name);
      return row === undefined ? [] : [{ name, stage, sharers: row.all.size }];
    }),
  ];
  return limits.sort((a, b) => NAMED_FIRST.indexOf(a.stage) - NAMED_FIRST.indexOf(b.stage))[0];
}

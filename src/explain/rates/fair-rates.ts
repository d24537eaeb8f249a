import { FlowSet } from '../../engine/sharing/plain/flow-set.ts';
import type { Stage } from '../../model/model.ts';

/** A flow: what it crosses, in units of each capacity per byte read, and its own caps in bytes read per second. */
export interface FairFlow {
  readonly key: number;
  readonly crossings: readonly {
    readonly name: string;
    readonly coefficient: number;
    readonly stage: Stage;
  }[];
  readonly caps: readonly { readonly name: string; readonly cap: number; readonly stage: Stage }[];
}

/** The rate of a flow, and what limits it. */
export interface FairRate {
  readonly rate: number;
  /** Undefined: nothing limits it. */
  readonly limit: { readonly name: string; readonly stage: Stage; readonly sharers: number } | undefined;
}

/** Rates and sums that differ by less than this differ only by rounding. */
const SAME = 1e-9;

/** Which stage is named first if several limit a flow: a throttle rule, then in order along the data path. */
const NAMED_FIRST: readonly Stage[] = ['throttling', 'source', 'proxy', 'network', 'target'];

/**
 * Solves the max-min fair rates of flows that share capacities by name, as the run does, and returns that of the flow `wanted`.
 * A flow is limited by those of its caps that it has reached, and by full capacities on which no other flow is faster.
 */
export function fairRate(
  flows: readonly FairFlow[],
  wanted: number,
  capacityOf: (name: string) => number,
): FairRate {
  const sharing = new FlowSet();
  const rows = new Map<string, number>();
  for (const { crossings } of flows) {
    for (const { name } of crossings) {
      if (rows.has(name)) continue;
      const capacity = capacityOf(name);
      if (Number.isFinite(capacity)) rows.set(name, sharing.addResource(capacity));
    }
  }
  const ids = new Map(
    flows.map(({ key, crossings, caps }) => {
      const limited = crossings.filter(({ name }) => rows.has(name));
      const request = {
        amount: 1,
        cap: Math.min(Number.POSITIVE_INFINITY, ...caps.map(({ cap }) => cap)),
        resources: limited.map(({ name }) => rows.get(name)!),
        coefficients: limited.map(({ coefficient }) => coefficient),
        tag: key,
      };
      return [key, sharing.open(request, 0)];
    }),
  );
  sharing.solve(0);
  const rateOf = ({ key }: FairFlow) => sharing.rateOf(ids.get(key)!);
  const flow = flows.find(({ key }) => key === wanted)!;
  const rate = rateOf(flow);
  const limits = [
    ...flow.caps
      .filter(({ cap }) => cap <= rate * (1 + SAME))
      .map(({ name, stage }) => ({ name, stage, sharers: 1 })),
    ...flow.crossings.flatMap(({ name, stage }) => {
      const row = rows.get(name);
      if (row === undefined || sharing.used(row) < sharing.capacity(row) * (1 - SAME)) return [];
      const sharers = flows.filter(({ crossings }) => crossings.some((other) => other.name === name));
      if (sharers.some((other) => rateOf(other) > rate * (1 + SAME))) return [];
      return [{ name, stage, sharers: sharers.length }];
    }),
  ];
  const [limit] = limits.sort((a, b) => NAMED_FIRST.indexOf(a.stage) - NAMED_FIRST.indexOf(b.stage));
  return { rate, limit };
}

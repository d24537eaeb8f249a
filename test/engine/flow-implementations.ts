import { BottleneckFlows } from '../../src/engine/sharing/bottleneck/bottleneck-flows.ts';
import type { Flows, FlowsOptions } from '../../src/engine/sharing/flows.ts';
import { FlowSet } from '../../src/engine/sharing/plain/flow-set.ts';

export const SECOND = 1e6;

export type Make = (options?: FlowsOptions) => Flows;

/** Every implementation of the Flows contract, by name. */
export const IMPLEMENTATIONS: readonly { readonly name: string; readonly make: Make }[] = [
  { name: 'FlowSet', make: (options) => new FlowSet(options) },
  { name: 'BottleneckFlows', make: (options) => new BottleneckFlows(options) },
  {
    name: 'BottleneckFlows that begins anew in every search',
    make: (options) => new BottleneckFlows({ ...options, mostVisits: 0 }),
  },
];

/** Opens a flow over resources that it needs one for one. */
export function open(flows: Flows, amount: number, resources: number[], nowUs = 0, tag = 0): number {
  return flows.open({ amount, resources, coefficients: resources.map(() => 1), tag }, nowUs);
}

/** Runs until no flow finishes any more; returns [time, tag] of each finish. */
export function finishes(flows: Flows, fromUs = 0): number[][] {
  const all: number[][] = [];
  let nowUs = fromUs;
  for (;;) {
    if (flows.dirty) flows.solve(nowUs);
    nowUs = Math.max(nowUs, flows.nextFinishUs());
    if (nowUs === Number.POSITIVE_INFINITY) return all;
    while (flows.popFinished(nowUs) >= 0) all.push([nowUs, flows.finishedTag]);
  }
}

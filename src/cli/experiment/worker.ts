import { workerData } from 'piscina';
import type { WorkUnit } from '../../experiment/units/work-unit.ts';
import {
  type OwnPolicies,
  type OwnPolicy,
  type UnitResult,
  UnitRunner,
} from '../../runs/experiments/experiment-runs.ts';
import { nodeIo } from '../files/node-io.ts';
import { readPolicy } from '../runs/policy-file.ts';
import type { PoolInput } from './worker-pool.ts';

const { experiment, sources, policyFiles } = workerData as PoolInput;
let runner: UnitRunner | undefined;

/** Runs one batch in a thread of the pool. What is read and compiled for a design is kept for the next batch. */
export async function runBatch(units: readonly WorkUnit[]): Promise<UnitResult[]> {
  runner ??= new UnitRunner({ experiment, sources, policies: await readPolicies() });
  const ready = runner;
  return units.map((unit) => ready.run(unit));
}

/** Functions cannot be passed between threads, so every thread reads the user's policies itself. */
async function readPolicies(): Promise<OwnPolicies> {
  const io = nodeIo();
  const policies = new Map<string, OwnPolicy>();
  for (const file of policyFiles) {
    const read = await readPolicy(io, file);
    if (!read.ok) throw new Error(`'${file}' was a policy when the experiment began, and is none now`);
    policies.set(file, read.policy);
  }
  return policies;
}

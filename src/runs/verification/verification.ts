import { present } from '../../collections/present.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Summary } from '../../metrics/summary/summary.ts';
import { compile } from '../../model/compile.ts';
import { withSettledDisks } from '../../model/vms/population.ts';
import type { Policy } from '../../policy/policy.ts';
import { policyOfRun } from '../../policy/resolve.ts';
import { hostsThatFailOver } from '../../scenario/host-failover.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { VmTable } from '../../scenario/vms/vm-table.ts';
import type { TraceRecord } from '../../trace/record.ts';
import { SECOND_US } from '../../units/civil-time.ts';
import { type RunOptions, runScenario } from '../run.ts';
import { RecordTexts } from './record-text.ts';

/** Circumstances that must not change a run. */
export const VERIFIED_WAYS = ['twice', 'interleaved', 'permuted'] as const;
/** One of `VERIFIED_WAYS`. */
export type VerifiedWay = (typeof VERIFIED_WAYS)[number];

/** The first record that differs between two runs of one scenario; null on a side: that run had ended. */
export interface FirstDifference {
  /** From 0. */
  readonly index: number;
  /** Time of the earlier of the two records, seconds from the start of the clock. */
  readonly atSeconds: number;
  readonly was: string | null;
  readonly is: string | null;
}

/** What was found, or the errors of scenario and options. */
export type Verified =
  | {
      readonly ok: true;
      readonly records: number;
      readonly summary: Summary;
      /** One entry per circumstance requested; null: all records are equal. */
      readonly ways: readonly { readonly way: VerifiedWay; readonly first: FirstDifference | null }[];
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** How to verify a scenario; whatever is left out is as in the scenario. */
export interface VerifyOptions {
  /** By default all. */
  readonly ways?: readonly VerifiedWay[];
  readonly file?: RunOptions['file'];
  readonly policy?: RunOptions['policy'];
  readonly seed?: RunOptions['seed'];
  /** A scenario to run in the middle of this one; by default the same one. */
  readonly between?: { readonly scenario: Scenario; readonly seed?: number | string };
}

/** Runs a scenario once, and then again under each of the circumstances. Any difference is nondeterminism. */
export function verifyScenario(scenario: Scenario, options: VerifyOptions = {}): Verified {
  const { ways = VERIFIED_WAYS } = options;
  const base = heard(scenario, options, { exact: true });
  if (!base.ok) return base;
  const named = ways.includes('permuted') ? heard(scenario, options, { exact: false }) : undefined;
  if (named !== undefined && !named.ok) return named;
  const found: { way: VerifiedWay; first: FirstDifference | null }[] = [];
  for (const way of ways) {
    const again = anew(scenario, options, way, base.lines.length);
    if (!again.ok) return again;
    found.push({ way, first: firstDifference((way === 'permuted' && named) || base, again) });
  }
  return { ok: true, records: base.lines.length, summary: base.summary, ways: found };
}

function anew(scenario: Scenario, options: VerifyOptions, way: VerifiedWay, records: number): Heard {
  if (way === 'permuted') {
    const read = policyOfRun(scenario.policy, options.policy);
    const permuted = withOtherOrder(scenario, read.ok ? read.policy : undefined, options.seed);
    return heard(permuted, options, { exact: false });
  }
  if (way === 'twice') return heard(scenario, options, { exact: true });
  const step = Math.max(1, Math.floor(records / 3));
  const { between = { scenario }, policy } = options;
  return heard(scenario, options, {
    exact: true,
    at: (index) => {
      if (index % step !== 0 || index === 0) return;
      runScenario(between.scenario, present({ seed: between.seed, policy }));
    },
  });
}

type Heard =
  | {
      readonly ok: true;
      /** Time of each record, microseconds. */
      readonly at: readonly number[];
      readonly lines: readonly string[];
      readonly summary: Summary;
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

interface Listening {
  /** Compare every digit of every record; otherwise only what a fingerprint covers, by names. */
  readonly exact: boolean;
  readonly at?: (index: number) => void;
}

function heard(
  scenario: Scenario,
  { file, policy, seed }: VerifyOptions,
  { exact, at: between }: Listening,
): Heard {
  const texts = new RecordTexts(compile(scenario, { seed: seed ?? scenario.seed, replication: 0 }));
  const at: number[] = [];
  const lines: string[] = [];
  const outcome = runScenario(scenario, {
    ...present({ file, policy, seed }),
    trace: {
      record: (record) => {
        if (exact || !OF_ORDER.has(record.kind)) {
          at.push(record.at);
          lines.push(texts.text(record));
        }
        between?.(lines.length);
      },
    },
  });
  if (!outcome.ok) return outcome;
  const { summary } = outcome.result;
  return {
    ok: true,
    at,
    lines: exact || scenario.faults.length === 0 ? lines : sortedWithinInstants(at, lines),
    summary,
  };
}

/**
 * Faults at one instant occur in the order of declaration, and so do their consequences. Runs with different orders
 * must therefore have the same set of records at each instant; any effect of the order shows at later instants.
 */
function sortedWithinInstants(at: readonly number[], lines: readonly string[]): string[] {
  const instants: string[][] = [];
  for (let from = 0; from < lines.length; ) {
    let to = from;
    while (to < lines.length && at[to] === at[from]) to += 1;
    instants.push(lines.slice(from, to).sort());
    from = to;
  }
  return instants.flat();
}

/** These records list all resources in order of declaration; the decisions cover the rest. */
const OF_ORDER: ReadonlySet<TraceRecord['kind']> = new Set(['sample', 'run-ended', 'latency-sampled']);

function firstDifference(
  a: Extract<Heard, { ok: true }>,
  b: Extract<Heard, { ok: true }>,
): FirstDifference | null {
  for (let index = 0; index < Math.max(a.lines.length, b.lines.length); index += 1) {
    if (a.lines[index] === b.lines[index] && a.at[index] === b.at[index]) continue;
    const never = Number.POSITIVE_INFINITY;
    const atUs = Math.min(a.at[index] ?? never, b.at[index] ?? never);
    return { index, atSeconds: atUs / SECOND_US, was: told(a, index), is: told(b, index) };
  }
  return null;
}

function told({ at, lines }: Extract<Heard, { ok: true }>, index: number): string | null {
  const line = lines[index];
  return line === undefined ? null : `${at[index]! / SECOND_US} s: ${line}`;
}

/**
 * The scenario with its declarations reversed wherever their order has no meaning, so that any two change places.
 * Order does have a meaning among proxies (the final tie-break of a choice), links (among equally short routes), jobs
 * and the VMs of a job; among hosts if a VM names none (it runs on the first that mounts its disk); among sites if
 * there are two routes from one to another; among VMs if a policy draws lots by their position in the file; among VMs,
 * hosts and datastores if a cluster moves some of them in turn; and among everything that can fail if a burst of faults
 * draws its victims by position. These keep their order. A population
 * takes its datastores in turn, so its disks are drawn before its VMs change places.
 */
export function withOtherOrder(
  scenario: Scenario,
  policy: Policy | undefined,
  seed: number | string = scenario.seed,
): Scenario {
  const { hosts, sites, jobs } = scenario;
  const vms = [...withSettledDisks(scenario.vms, { replication: 0, seed })];
  const drawsByPlace =
    policy === undefined || [...policy.order, ...policy.rank].some(({ name }) => LOTS.includes(name));
  const outer: Scenario = {
    ...scenario,
    fabrics: scenario.fabrics.toReversed(),
    arrays: scenario.arrays.toReversed(),
    throttles: scenario.throttles.toReversed(),
    sites: hasOneRouteEach(scenario) ? sites.toReversed() : sites,
  };
  if (scenario.faults.some(({ when }) => when.kind === 'random' && when.burst !== undefined)) return outer;
  if (hostsThatFailOver(scenario).size > 0)
    return { ...outer, repositories: scenario.repositories.toReversed() };
  const other: Scenario = {
    ...outer,
    datastores: scenario.datastores.toReversed(),
    repositories: scenario.repositories.toReversed(),
    hosts: vms.every(({ host }) => host !== undefined) ? hosts.toReversed() : hosts,
  };
  if (drawsByPlace) return other;
  return {
    ...other,
    vms: VmTable.of(vms.toReversed()),
    jobs: jobs.map((job) => ({ ...job, vms: job.vms.map((row) => vms.length - 1 - row) })),
  };
}

const LOTS = ['shuffled', 'two-choices'];

/** The links form no cycle. */
function hasOneRouteEach({ sites, links }: Scenario): boolean {
  const group = new Map(sites.map(({ name }) => [name, name]));
  for (const { between } of links) {
    const [a, b] = between.map((site) => group.get(site));
    if (a === b) return false;
    for (const [site, of] of group) if (of === b) group.set(site, a!);
  }
  return true;
}

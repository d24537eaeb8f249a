import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Summary } from '../../metrics/summary.ts';
import { compile } from '../../model/compile.ts';
import { withSettledDisks } from '../../model/vms/population.ts';
import type { Policy } from '../../policy/policy.ts';
import { policyOfRun } from '../../policy/resolve.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { VmTable } from '../../scenario/vms/vm-table.ts';
import type { TraceRecord } from '../../trace/record.ts';
import { SECOND_US } from '../../units/civil-time.ts';
import { type RunOptions, runScenario } from '../run.ts';
import { RecordTexts } from './record-text.ts';

/** Circumstances in which a run must be the same run. */
export const VERIFIED_WAYS = ['twice', 'interleaved', 'permuted'] as const;
export type VerifiedWay = (typeof VERIFIED_WAYS)[number];

/** The first record in which two runs of one scenario are not the same; null on a side: it had ended. */
export interface FirstDifference {
  /** From 0. */
  readonly index: number;
  /** Seconds from the start of the clock, of the earlier of the two. */
  readonly atSeconds: number;
  readonly was: string | null;
  readonly is: string | null;
}

export type Verified =
  | {
      readonly ok: true;
      readonly records: number;
      readonly summary: Summary;
      /** Per way asked for; null: the same from first to last. */
      readonly ways: readonly { readonly way: VerifiedWay; readonly first: FirstDifference | null }[];
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

export interface VerifyOptions {
  readonly ways: readonly VerifiedWay[];
  readonly file: RunOptions['file'];
  readonly policy?: RunOptions['policy'];
  readonly seed?: RunOptions['seed'];
  /** Runs in the midst of this one. */
  readonly between: { readonly scenario: Scenario; readonly seed?: number | string };
}

/** Runs a scenario once, and then once more in each of the ways: whatever depends on them is nondeterminism. */
export function verifyScenario(scenario: Scenario, options: VerifyOptions): Verified {
  const { ways } = options;
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
  const { between, file, policy } = options;
  return heard(scenario, options, {
    exact: true,
    at: (index) => {
      if (index % step !== 0 || index === 0) return;
      const seed = between.seed === undefined ? {} : { seed: between.seed };
      runScenario(between.scenario, { file, ...seed, ...(policy === undefined ? {} : { policy }) });
    },
  });
}

type Heard =
  | {
      readonly ok: true;
      /** Microseconds of each record. */
      readonly at: readonly number[];
      readonly lines: readonly string[];
      readonly summary: Summary;
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

interface Listening {
  /** Every digit of every record; else what a fingerprint tells, by names. */
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
    file,
    ...(policy === undefined ? {} : { policy }),
    ...(seed === undefined ? {} : { seed }),
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
 * What strikes at one instant strikes in the order of declaration, and what follows from it likewise: of two runs in
 * other orders each instant has to hold the same records, and what comes of their order shows in the next ones.
 */
function sortedWithinInstants(at: readonly number[], lines: readonly string[]): string[] {
  const sorted: string[] = [];
  for (let from = 0; from < lines.length; ) {
    let to = from;
    while (to < lines.length && at[to] === at[from]) to += 1;
    sorted.push(...lines.slice(from, to).sort());
    from = to;
  }
  return sorted;
}

/** They tell of all resources one by one, in the order of declaration; the decisions tell the rest. */
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
 * The same scenario with its declarations backwards, so that any two change places, wherever order says nothing. Order
 * has a meaning among proxies (the last word of a choice), links (of equally short routes), jobs and the VMs of a job;
 * among hosts where a VM names none (it stands on the first that mounts its disk), among sites where two routes lead
 * from one to another, among VMs where a policy draws lots by their place in the file, and among all that can fail where
 * a burst of faults draws its victims likewise: these stay. A population takes its datastores in turn, so its disks are
 * drawn before its VMs change places.
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

/** Links make no circle. */
function hasOneRouteEach({ sites, links }: Scenario): boolean {
  const group = new Map(sites.map(({ name }) => [name, name]));
  for (const { between } of links) {
    const [a, b] = between.map((site) => group.get(site));
    if (a === b) return false;
    for (const [site, of] of group) if (of === b) group.set(site, a!);
  }
  return true;
}

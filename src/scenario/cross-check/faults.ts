import type * as z from 'zod';
import { shown } from '../../units/quantity-problem.ts';
import type { Declared } from '../decode/declared.ts';
import type { Fault, FaultKind } from '../fault.ts';
import type { Proxy as BackupProxy } from '../scenario.ts';
import type { fault as faultShape } from '../sections/faults.ts';
import type { Context } from './context.ts';
import { type Named, targetsOf } from './fault-targets.ts';
import { instantOf } from './jobs/schedule.ts';

export type FaultEntry = Declared<z.output<typeof faultShape>>;
type FaultTime = Fault['when'];

/** Kinds that are events, not conditions: they have no end. */
const WITHOUT_END: readonly FaultKind[] = ['proxy-up', 'proxy-added', 'tracking-reset'];
/** Kinds that happen at a planned time only. */
const PLANNED: readonly FaultKind[] = ['proxy-up', 'proxy-added'];
/** Keys that belong to one kind of fault only. */
const BELONGS: readonly (readonly [keyof FaultEntry['value'], FaultKind])[] = [
  ['share', 'link-degraded'],
  ['probability', 'task-fails'],
  ['datastore', 'connectivity-lost'],
  ['datastores', 'connectivity-lost'],
];

export function faultsOf(context: Context, named: Named, startUs: number): Fault[] {
  return context.tables.faults.entries.map((entry): Fault => {
    const { value, origin } = entry;
    checkKeys(context, entry);
    const { targets, datastores } = targetsOf(context, entry, named);
    const when = whenOf(context, entry, startUs);
    if (when.kind === 'random' && when.burst !== undefined && targets.length > 0) {
      if (when.burst > targets.length) {
        const message = `A burst hits ${when.burst} targets at once, but there are only ${targets.length}.`;
        context.report('out-of-range', entry, ['burst'], message);
      }
    }
    return { ...troubleOf(value, datastores), targets, when, origin };
  });
}

function troubleOf({ kind, share = 0, probability = 1 }: FaultEntry['value'], datastores: readonly string[]) {
  switch (kind) {
    case 'link-degraded':
      return { kind, share };
    case 'connectivity-lost':
      return { kind, datastores };
    case 'task-fails':
      return { kind, probability };
    default:
      return { kind };
  }
}

function checkKeys(context: Context, entry: FaultEntry): void {
  const { value } = entry;
  for (const [key, kind] of BELONGS) {
    if (value[key] === undefined || value.kind === kind) continue;
    const message = `${shown(key)} goes with '${kind}', not with '${value.kind}'.`;
    context.report('contradiction', entry, [key], message, `Leave '${key}' out.`);
  }
  const needs = (kind: FaultKind, key: 'share' | 'probability', hint: string) => {
    if (value.kind !== kind || value[key] !== undefined) return;
    const message = `'${key}' is missing in a fault of kind '${kind}'.`;
    context.report('missing-key', entry, [key], message, hint);
  };
  needs('link-degraded', 'share', "Write for example 'share: 20%': the bandwidth that is left.");
  needs('task-fails', 'probability', "Write for example 'probability: 2%'.");
}

/** When it happens: at a time, at random, or all the time (`task-fails` only). */
function whenOf(context: Context, entry: FaultEntry, startUs: number): FaultTime {
  const { value } = entry;
  checkTimes(context, entry);
  if (value.at !== undefined) {
    const atUs = instantOf(context, entry, ['at'], value.at, startUs);
    return { kind: 'at', atUs, forUs: value.for ?? Number.POSITIVE_INFINITY };
  }
  if (value.mtbf === undefined) return { kind: 'always' };
  const { mtbf: mtbfUs, mttr: mttrUs = 0, burst } = value;
  return { kind: 'random', mtbfUs, mttrUs, ...(burst === undefined ? {} : { burst }) };
}

function checkTimes(context: Context, entry: FaultEntry): void {
  const { kind, at, for: length, mtbf, mttr, burst } = entry.value;
  const refuse = (key: 'for' | 'mtbf' | 'mttr' | 'burst', message: string, hint: string) =>
    context.report('contradiction', entry, [key], message, hint);
  if (at !== undefined && mtbf !== undefined) {
    refuse('mtbf', "'at' sets a time, 'mtbf' makes the fault random.", 'Leave one of them out.');
  }
  if (at === undefined && mtbf === undefined && kind !== 'task-fails') {
    const hint = "Write for example 'at: 1h', or 'mtbf: 24h, mttr: 30min' for random faults.";
    context.report('missing-key', entry, ['at'], `A fault of kind '${kind}' needs a time.`, hint);
  }
  if (length !== undefined && WITHOUT_END.includes(kind)) {
    refuse('for', `A fault of kind '${kind}' is a single event without a duration.`, "Leave 'for' out.");
  } else if (length !== undefined && at === undefined) {
    refuse('for', "'for' goes with 'at'.", "For random faults write 'mttr', the mean duration of a failure.");
  }
  if (mtbf !== undefined && PLANNED.includes(kind)) {
    refuse('mtbf', `A fault of kind '${kind}' cannot be random.`, "Write for example 'at: 1h'.");
  }
  if (mtbf !== undefined && mttr === undefined && !WITHOUT_END.includes(kind)) {
    const hint = "Write for example 'mttr: 30min', the mean duration of a failure.";
    context.report('missing-key', entry, ['mtbf'], "'mtbf' needs 'mttr' as well.", hint);
  }
  if (mtbf !== undefined) return;
  const hint = "It describes random faults: leave it out, or write 'mtbf' instead of 'at'.";
  if (mttr !== undefined) refuse('mttr', "'mttr' goes with 'mtbf'.", hint);
  if (burst !== undefined) refuse('burst', "'burst' goes with 'mtbf'.", hint);
}

/** The proxies, those of a `proxy-added` fault with the time at which they are added. */
export function withAdditions(
  context: Context,
  proxies: readonly BackupProxy[],
  faults: readonly Fault[],
): BackupProxy[] {
  const added = new Map<string, Fault>();
  for (const fault of faults) {
    if (fault.kind !== 'proxy-added' || fault.when.kind !== 'at') continue;
    for (const name of fault.targets) {
      const first = added.get(name);
      const proxy = proxies.find((candidate) => candidate.name === name);
      if (first === undefined) added.set(name, fault);
      if (first === undefined && proxy?.addedAtUs === 0) continue;
      context.findings.report('contradiction', `${shown(name)} is added twice.`, {
        path: fault.origin.path,
        span: fault.origin.span,
        hint:
          first === undefined
            ? "Leave 'added' out where the proxy is declared."
            : 'Remove one of the two faults.',
        notes: [{ message: 'First added here.', span: (first ?? proxy ?? fault).origin.span }],
      });
    }
  }
  return proxies.map((proxy) => {
    const when = added.get(proxy.name)?.when;
    return when?.kind === 'at' ? { ...proxy, addedAtUs: when.atUs } : proxy;
  });
}

import { present } from '../../collections/present.ts';
import { recordOf } from '../../collections/record-of.ts';
import { formatDuration } from '../../units/format-quantity.ts';
import { spanOf } from '../decode/declared.ts';
import type { ValueSections } from '../decode/decode-sections.ts';
import { BLOCK_GROWTH, DEFAULTS, type Default, OVERHEADS, PROFILES } from '../defaults.ts';
import type { DefaultsTaken } from '../defaults-taken.ts';
import type { HostFailover } from '../host-failover.ts';
import { BLOCK_SIZES, type BlockSize } from '../job.ts';
import type { LatencyControl } from '../latency-control.ts';
import type {
  Clock,
  Overheads,
  PolicyDeclaration,
  Profile,
  Scenario,
  TransportSettings,
} from '../scenario.ts';
import { TRANSPORT_MODES, type TransportMode } from '../transport-modes.ts';
import { child } from '../tree/located.ts';
import type { Context } from './context.ts';

type Settings = Pick<
  Scenario,
  | 'name'
  | 'seed'
  | 'clock'
  | 'profile'
  | 'coresPerTask'
  | 'overheads'
  | 'transport'
  | 'parallelProcessing'
  | 'oversubscriptionPenalty'
  | 'enforceRam'
  | 'rescanUs'
  | 'resumeUs'
  | 'latencyControl'
  | 'hostFailover'
  | 'blockGrowth'
  | 'policy'
>;

/** The sections that are one value each, with their defaults. */
export function settingsOf(context: Context): Settings {
  const { defaultsTaken: taken } = context;
  const { values, root } = context.sections;
  if (child(root, 'version') === undefined && !context.isBroken('version')) {
    const { source, start } = root.span;
    context.findings.report('missing-key', "'version' is missing.", {
      path: 'version',
      span: { source, start, end: start },
      hint: "Begin with 'version: 1'.",
    });
  }
  return {
    name: values.name ?? fileTitle(root.span.source.name),
    seed: values.seed ?? DEFAULTS.seed.value,
    clock: clockOf(values),
    profile: profileOf(values, taken),
    coresPerTask: taken.orDefault(values.coresPerTask, DEFAULTS.coresPerTask, 'coresPerTask'),
    overheads: overheadsOf(values, taken),
    transport: transportOf(values, taken),
    parallelProcessing: values.parallelProcessing ?? DEFAULTS.parallelProcessing.value,
    oversubscriptionPenalty: taken.orDefault(
      values.oversubscriptionPenalty,
      DEFAULTS.oversubscriptionPenalty,
      'oversubscriptionPenalty',
    ),
    enforceRam: values.enforceRam ?? DEFAULTS.enforceRam.value,
    rescanUs: taken.orDefault(values.rescan, DEFAULTS.rescan, 'rescan'),
    resumeUs: taken.orDefault(values.resume, DEFAULTS.resume, 'resume'),
    latencyControl: latencyControlOf(context),
    hostFailover: hostFailoverOf(context),
    blockGrowth: blockGrowthOf(values, taken),
    policy: policyOf(context),
  };
}

/** The title of a scenario without a name: `first-night` for `scenarios/first-night.yaml`. */
function fileTitle(fileName: string): string {
  const base = fileName.slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
  return base.replace(/\.ya?ml$/, '') || 'scenario';
}

function clockOf({ clock }: ValueSections): Clock {
  return {
    startUs: clock?.start ?? DEFAULTS.clockStart.value,
    sampleUs: clock?.sample ?? DEFAULTS.sample.value,
    warmUpUs: clock?.warmUp ?? DEFAULTS.warmUp.value,
    ...present({ horizonUs: clock?.horizon }),
  };
}

function profileOf({ profile }: ValueSections, taken: DefaultsTaken): Profile {
  if (profile !== undefined && typeof profile !== 'string') {
    return { name: profile.name ?? 'custom', full: profile.full, incremental: profile.incremental };
  }
  const name = taken.orDefault(profile, DEFAULTS.profile, 'profile');
  return PROFILES.find(({ value }) => value.name === name)!.value;
}

function overheadsOf({ overheads }: ValueSections, taken: DefaultsTaken): Overheads {
  const given: Exclude<typeof overheads, string | undefined> =
    typeof overheads === 'object' ? overheads : { base: overheads ?? 'default' };
  const value = (key: keyof Overheads): number => {
    const said = given[key];
    if (said !== undefined) return said;
    // Consolidation is a rate: without overheads it takes no time, so it is unlimited.
    if (given.base === 'none') return key === 'consolidation' ? Number.POSITIVE_INFINITY : 0;
    return taken.orDefault(undefined, OVERHEADS[key] as Default<number>, `overheads.${key}`);
  };
  return recordOf(Object.keys(OVERHEADS) as (keyof Overheads)[], value);
}

function transportOf(
  { transport }: ValueSections,
  taken: DefaultsTaken,
): Readonly<Record<TransportMode, TransportSettings>> {
  return recordOf(TRANSPORT_MODES, (mode) => ({
    perTask: taken.orDefault(transport?.[mode]?.perTask, DEFAULTS.perTask, `transport.${mode}.perTask`),
  }));
}

function blockGrowthOf(
  { blockGrowth }: ValueSections,
  taken: DefaultsTaken,
): Readonly<Record<BlockSize, number>> {
  return recordOf(BLOCK_SIZES, (size) =>
    taken.orDefault(blockGrowth?.[size], BLOCK_GROWTH[size], `blockGrowth.${size}`),
  );
}

/** On or off as stated; by default on where some datastore has a latency model. */
function latencyControlOf(context: Context): LatencyControl {
  const { sections, findings, defaultsTaken } = context;
  const { latencyControl: given } = sections.values;
  const modelled = sections.tables.datastores.entries.some(({ value }) => value.latency !== undefined);
  const figures = typeof given === 'object' ? given : {};
  const figure = (key: keyof typeof figures, usual: Default<number>) =>
    defaultsTaken.orDefault(figures[key], usual, `latencyControl.${key}`);
  const stopUs = figure('stop', DEFAULTS.latencyStop);
  const throttleUs = figure('throttle', DEFAULTS.latencyThrottle);
  const node = child(sections.root, 'latencyControl');
  if (stopUs > throttleUs && node !== undefined) {
    const said = child(node, 'stop') === undefined ? 'throttle' : 'stop';
    const message = `New tasks stop at ${formatDuration(stopUs)}, above the ${formatDuration(throttleUs)} at which traffic is throttled.`;
    findings.report('contradiction', message, {
      path: `latencyControl.${said}`,
      span: child(node, said)?.span ?? node.span,
      hint: "'stop' must not be above 'throttle'.",
    });
  }
  if (given !== undefined && given !== false && !modelled && !context.isBroken('datastores')) {
    findings.report('no-effect', "'latencyControl' has no effect: no datastore has a 'latency'.", {
      path: 'latencyControl',
      span: node?.span,
      hint: "Write for example 'latency: { base: 2ms, perTask: 1ms }' in a datastore.",
    });
  }
  return {
    enabled: typeof given === 'boolean' ? given : given !== undefined || modelled,
    stopUs,
    throttleUs,
    spacingUs: figure('spacing', DEFAULTS.startSpacing),
  };
}

/** On unless switched off: a host that names its cluster is in one because the others stand in for it. */
function hostFailoverOf(context: Context): HostFailover {
  const { sections, findings, defaultsTaken } = context;
  const { hostFailover: given } = sections.values;
  const { hosts, faults } = sections.tables;
  const isClustered = hosts.entries.some(({ value }) => value.cluster !== undefined);
  const mayFail = faults.entries.some(({ value }) => value.kind === 'host-down');
  const isBroken = context.isBroken('hosts') || context.isBroken('faults');
  if (given !== undefined && given !== false && !isBroken && !(isClustered && mayFail)) {
    const why = isClustered ? "no fault of kind 'host-down' takes a host down" : 'no host names its cluster';
    findings.report('no-effect', `'hostFailover' has no effect: ${why}.`, {
      path: 'hostFailover',
      span: child(sections.root, 'hostFailover')?.span,
      hint: isClustered
        ? "Write for example 'faults: [{ kind: host-down, target: HOST, at: 1h }]'."
        : "Write for example 'cluster: c1' in each host of a cluster.",
    });
  }
  const figures = typeof given === 'object' ? given : {};
  const figure = (key: keyof typeof figures, usual: Default<number>) =>
    defaultsTaken.orDefault(figures[key], usual, `hostFailover.${key}`);
  return {
    enabled: given !== false,
    vmsUs: figure('vms', DEFAULTS.failoverOfVms),
    volumesUs: figure('volumes', DEFAULTS.failoverOfVolumes),
  };
}

function policyOf({ sections, defaultsTaken }: Context): PolicyDeclaration {
  const { policy } = sections.values;
  if (typeof policy !== 'object' || policy.hotaddMaxDisks === undefined)
    defaultsTaken.note(DEFAULTS.hotaddMaxDisks, 'policy.hotaddMaxDisks');
  const node = child(sections.root, 'policy');
  const origin = node === undefined ? undefined : { path: 'policy', span: node.span };
  if (policy === undefined || typeof policy === 'string') {
    return { preset: policy ?? DEFAULTS.preset.value, ...present({ origin }) };
  }
  const { preset, whenBestBusy, schedulerTick, ...others } = policy;
  const owner = node && origin && { name: 'policy', value: policy, node, origin };
  return {
    preset: preset ?? DEFAULTS.preset.value,
    ...present({
      ...others,
      whenBestBusy:
        typeof whenBestBusy === 'string' ? { default: whenBestBusy } : whenBestBusy && present(whenBestBusy),
      schedulerTickUs: schedulerTick,
      origin,
      spanOf: owner && ((...keys: readonly (string | number)[]) => spanOf(owner, ...keys)),
    }),
  };
}

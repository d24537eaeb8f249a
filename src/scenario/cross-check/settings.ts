import { present } from '../../collections/present.ts';
import { formatDuration } from '../../units/format-quantity.ts';
import type { ValueSections } from '../decode/decode-sections.ts';
import { BLOCK_GROWTH, DEFAULTS, OVERHEADS, PROFILES } from '../defaults.ts';
import type { BlockSize } from '../job.ts';
import type {
  Clock,
  LatencyControl,
  Overheads,
  PolicyDeclaration,
  Profile,
  Scenario,
  TransportMode,
  TransportSettings,
} from '../scenario.ts';
import { TRANSPORT_MODES } from '../transport-modes.ts';
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
  | 'blockGrowth'
  | 'policy'
>;

/** The sections that are one value each, with their defaults. */
export function settingsOf(context: Context): Settings {
  const { values, root } = context.sections;
  if (child(root, 'version') === undefined) {
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
    profile: profileOf(values),
    coresPerTask: values.coresPerTask ?? DEFAULTS.coresPerTask.value,
    overheads: overheadsOf(values),
    transport: transportOf(values),
    parallelProcessing: values.parallelProcessing ?? DEFAULTS.parallelProcessing.value,
    oversubscriptionPenalty: values.oversubscriptionPenalty ?? DEFAULTS.oversubscriptionPenalty.value,
    enforceRam: values.enforceRam ?? DEFAULTS.enforceRam.value,
    rescanUs: values.rescan ?? DEFAULTS.rescan.value,
    resumeUs: values.resume ?? DEFAULTS.resume.value,
    latencyControl: latencyControlOf(context),
    blockGrowth: blockGrowthOf(values),
    policy: policyOf(context),
  };
}

/** `scenarios/first-night.yaml` is called first-night. */
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

function profileOf({ profile }: ValueSections): Profile {
  if (profile !== undefined && typeof profile !== 'string') {
    return { name: profile.name ?? 'custom', full: profile.full, incremental: profile.incremental };
  }
  const name = profile ?? DEFAULTS.profile.value;
  return PROFILES.find(({ value }) => value.name === name)!.value;
}

function overheadsOf({ overheads }: ValueSections): Overheads {
  const given: Exclude<typeof overheads, string | undefined> =
    typeof overheads === 'object' ? overheads : { base: overheads ?? 'default' };
  const value = (key: keyof Overheads): number => {
    const said = given[key];
    if (said !== undefined) return said;
    // No time for the consolidation is an unlimited rate.
    if (given.base === 'none') return key === 'consolidation' ? Number.POSITIVE_INFINITY : 0;
    return OVERHEADS[key].value;
  };
  return Object.fromEntries(
    (Object.keys(OVERHEADS) as (keyof Overheads)[]).map((key) => [key, value(key)]),
  ) as unknown as Overheads;
}

function transportOf({ transport }: ValueSections): Readonly<Record<TransportMode, TransportSettings>> {
  const settings = TRANSPORT_MODES.map((mode) => [
    mode,
    { perTask: transport?.[mode]?.perTask ?? Number.POSITIVE_INFINITY },
  ]);
  return Object.fromEntries(settings) as Record<TransportMode, TransportSettings>;
}

function blockGrowthOf({ blockGrowth }: ValueSections): Readonly<Record<BlockSize, number>> {
  const sizes = Object.keys(BLOCK_GROWTH) as BlockSize[];
  return Object.fromEntries(
    sizes.map((size) => [size, blockGrowth?.[size] ?? BLOCK_GROWTH[size].value]),
  ) as Record<BlockSize, number>;
}

/** Said, or on exactly where some datastore has a latency to watch. */
function latencyControlOf({ sections, findings }: Context): LatencyControl {
  const { latencyControl: given } = sections.values;
  const modelled = sections.tables.datastores.entries.some(({ value }) => value.latency !== undefined);
  const figures = typeof given === 'object' ? given : {};
  const stopUs = figures.stop ?? DEFAULTS.latencyStop.value;
  const throttleUs = figures.throttle ?? DEFAULTS.latencyThrottle.value;
  const node = child(sections.root, 'latencyControl');
  if (stopUs > throttleUs && node !== undefined) {
    const said = child(node, 'stop') === undefined ? 'throttle' : 'stop';
    const message = `New tasks stop at ${formatDuration(stopUs)}, but traffic is throttled at ${formatDuration(throttleUs)} already.`;
    findings.report('contradiction', message, {
      path: `latencyControl.${said}`,
      span: child(node, said)?.span ?? node.span,
      hint: "'stop' is at most 'throttle'.",
    });
  }
  return {
    enabled: typeof given === 'boolean' ? given : given !== undefined || modelled,
    stopUs,
    throttleUs,
    spacingUs: figures.spacing ?? DEFAULTS.startSpacing.value,
  };
}

function policyOf({ sections }: Context): PolicyDeclaration {
  const { policy } = sections.values;
  const node = child(sections.root, 'policy');
  const origin = node === undefined ? undefined : { path: 'policy', span: node.span };
  if (policy === undefined || typeof policy === 'string') {
    return { preset: policy ?? DEFAULTS.preset.value, ...present({ origin }) };
  }
  const { preset, whenBestBusy, schedulerTick, ...others } = policy;
  return {
    preset: preset ?? DEFAULTS.preset.value,
    ...present({
      ...others,
      whenBestBusy:
        typeof whenBestBusy === 'string' ? { default: whenBestBusy } : whenBestBusy && present(whenBestBusy),
      schedulerTickUs: schedulerTick,
      origin,
    }),
  };
}

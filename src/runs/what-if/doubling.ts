import { LimitedData } from '../../metrics/limited-data.ts';
import type { RunResult } from '../../metrics/run-result.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { DESIGN } from './design.ts';
import type { Dimension, Evidence, Section } from './dimension.ts';
import { withoutLatencyControl } from './without-latency-control.ts';

/** A part of the design that can be doubled, or a setting that can be switched. */
export interface Doubling {
  /** As in metrics, with `*` for all of a kind: `proxies.px1.slots`, `datastores.*.read`. */
  readonly what: string;
  /** How much it mattered in the run, 0 to 1; for all of a kind, that of the thing where it mattered most. */
  readonly used: number;
  /** Settings for `run --set`; empty: settings cannot express it. */
  readonly set: readonly string[];
  /** The changed fields as a scenario names them, and the things that have them. */
  readonly fields: readonly string[];
  readonly names: readonly string[];
  readonly apply: (scenario: Scenario) => Scenario;
}

/** What is needed of a run to know which parts of its design mattered. */
export type WatchedRun = Pick<RunResult, 'summary' | 'capacityUse' | 'columns'>;

/**
 * Everything that mattered at all in the run: first all things of a kind at once, if there are several, then the run without
 * latency control, then each thing alone; what mattered most first.
 */
export function doublingsOf(scenario: Scenario, { summary, capacityUse, columns }: WatchedRun): Doubling[] {
  const evidence: Evidence = { summary, capacityUse, limited: new LimitedData(columns.tasks) };
  const mostUsedFirst = (a: Doubling, b: Doubling) => b.used - a.used;
  const kinds = DESIGN.flatMap((section) =>
    section.dimensions.map((dimension) => ({
      things: section.things(scenario).length,
      doublings: doublingsOfKind(scenario, section, dimension, evidence),
    })),
  );
  const whole = kinds.flatMap(({ things, doublings }) =>
    doublings.length > 1 ? [together(doublings, things)] : [],
  );
  const single = kinds.flatMap(({ doublings }) => doublings);
  const unprotected = withoutLatencyControl(scenario, summary) ?? [];
  return [...whole.sort(mostUsedFirst), unprotected, ...single.sort(mostUsedFirst)].flat();
}

interface Single extends Doubling {
  readonly section: string;
  readonly kind: string;
  /** The part of each `set` path after the thing's name. */
  readonly settings: readonly string[];
}

function doublingsOfKind<Thing extends { readonly name: string }>(
  scenario: Scenario,
  { name: section, things, replaced, isNamed = () => true }: Section<Thing>,
  { kind, field, change, used }: Dimension<Thing>,
  evidence: Evidence,
): Single[] {
  return things(scenario).flatMap((thing): Single[] => {
    const changed = change(thing);
    if (changed === undefined) return [];
    const share = used(thing, evidence);
    if (!(share > 0)) return [];
    const settings = isNamed(thing) ? changed.settings : [];
    return [
      {
        section,
        kind,
        what: `${section}.${thing.name}.${kind}`,
        used: share,
        // A Hyper-V host works as a proxy without being declared as one.
        fields: [`${isNamed(thing) ? section : 'hosts'}.${field}`],
        names: [thing.name],
        settings,
        set: settings.map((setting) => `${section}.${thing.name}.${setting}`),
        apply: (before) =>
          replaced(
            before,
            things(before).map((one) => (one.name === thing.name ? (change(one)?.thing ?? one) : one)),
          ),
      },
    ];
  });
}

function together(kind: readonly Single[], things: number): Doubling {
  const { section, kind: name, settings } = kind[0]!;
  // A path with `*` means all things of the section, including those that did not matter.
  const isOneSetting = kind.length === things && kind.every((one) => `${one.settings}` === `${settings}`);
  return {
    what: `${section}.*.${name}`,
    fields: [...new Set(kind.flatMap(({ fields }) => fields))],
    names: kind.flatMap(({ names }) => names),
    used: kind.reduce((most, { used }) => Math.max(most, used), 0),
    set: isOneSetting ? settings.map((setting) => `${section}.*.${setting}`) : [],
    apply: (scenario) => kind.reduce((changed, { apply }) => apply(changed), scenario),
  };
}

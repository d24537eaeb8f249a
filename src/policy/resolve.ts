import { present } from '../collections/present.ts';
import { recordOf } from '../collections/record-of.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { oneOf } from '../diagnostics/suggest.ts';
import type { PolicyDeclaration } from '../scenario/scenario.ts';
import { TRANSPORT_MODES, type TransportMode } from '../scenario/transport-modes.ts';
import type { CapacityFilter, Policy, RankKey } from './policy.ts';
import { ORDERS, PRESETS, SELECTIONS } from './presets.ts';
import { CAPACITY_FILTERS, SHIPPED_FILTERS, SLOT_FILTERS } from './rules/capacity-filters.ts';
import { RANK_KEYS } from './rules/rank-keys.ts';

const SCORES: ReadonlyMap<string, RankKey> = new Map(Object.entries(RANK_KEYS));
const WAITING_MODES: ReadonlySet<TransportMode> = new Set(['nfs', 'storage-snapshot']);

type BusyAnswers = NonNullable<PolicyDeclaration['whenBestBusy']>;

/** A policy ready to use, or what is wrong with its declaration. */
export type ReadPolicy =
  | { readonly ok: true; readonly policy: Policy }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** The policy of a run: the scenario's own, unless the name of a preset or a policy ready to use is given instead. */
export function policyOfRun(own: PolicyDeclaration, given: string | Policy | undefined): ReadPolicy {
  if (typeof given === 'object' && given !== null)
    return isPolicy(given) ? { ok: true, policy: given } : { ok: false, diagnostics: [NO_POLICY] };
  return resolvePolicy(given === undefined || given === null ? own : { preset: given });
}

/** A program without a compiler can pass what its policy file exports, which is a declaration. */
function isPolicy({ order, rank, filters }: Policy): boolean {
  return [order, rank, filters].every(Array.isArray);
}

const NO_POLICY: Diagnostic = {
  code: 'bad-policy',
  severity: 'error',
  message: 'This is not a policy: it has no lists order, rank and filters.',
  hint: 'policyFrom(declaration, file) makes one of what a policy file exports.',
  path: 'policy',
};

/** Turns the names of a declaration into keys; unknown names become diagnostics at their places. */
export function resolvePolicy(declaration: PolicyDeclaration): ReadPolicy {
  const diagnostics: Diagnostic[] = [];
  const preset = PRESETS.get(declaration.preset);
  if (preset === undefined)
    diagnostics.push(unknown(declaration, ['preset'], 'policy', declaration.preset, PRESETS));
  const orderName = declaration.order ?? preset?.order ?? 'rts';
  const selectName = declaration.select ?? preset?.select ?? 'connection-first';
  const order = ORDERS.get(orderName);
  if (order === undefined)
    diagnostics.push(unknown(declaration, ['order'], 'queue order', orderName, ORDERS));
  const select = SELECTIONS.get(selectName);
  if (select === undefined)
    diagnostics.push(unknown(declaration, ['select'], 'selection', selectName, SELECTIONS));
  const checkList = (key: 'filters' | 'scores', what: string, known: ReadonlyMap<string, unknown>) => {
    for (const [row, name] of (declaration[key] ?? []).entries())
      if (!known.has(name)) diagnostics.push(unknown(declaration, [key, row], what, name, known));
  };
  checkList('filters', 'filter', SHIPPED_FILTERS);
  checkList('scores', 'score', SCORES);
  if (diagnostics.length > 0) return { ok: false, diagnostics };
  return {
    ok: true,
    policy: {
      name: nameOf(declaration),
      order: order!,
      rank: declaration.scores?.map((name) => SCORES.get(name)!) ?? select!(declaration.load ?? 'ratio'),
      filters: filtersOf(declaration),
      whenBestBusy: recordOf(TRANSPORT_MODES, (mode) => busyAnswer(declaration.whenBestBusy ?? {}, mode)),
      sameHostHotAdd: declaration.sameHostHotAdd ?? 0,
      tickUs: declaration.schedulerTickUs ?? 0,
    },
  };
}

/**
 * Whether every ranking key and filter of a policy is a shipped one, and the slot filters come first. Then it is known what
 * they look at, and the simulation can take shortcuts.
 */
export function isShipped({ rank, filters }: Policy): boolean {
  const known = new Set<unknown>([...SCORES.values(), ...CAPACITY_FILTERS]);
  return (
    [...rank, ...filters].every((part) => known.has(part)) &&
    SLOT_FILTERS.every((name, place) => filters[place]?.name === name)
  );
}

/** The filters in the order of charging, whatever their order in the declaration. */
function filtersOf({ filters }: PolicyDeclaration): readonly CapacityFilter[] {
  if (filters === undefined) return CAPACITY_FILTERS;
  return CAPACITY_FILTERS.filter(({ name }) => SLOT_FILTERS.includes(name) || filters.includes(name));
}

/**
 * The preset's name, followed by a plus and a name for each part that the scenario has replaced: policies that decide
 * differently must not have one name in reports.
 */
function nameOf(declaration: PolicyDeclaration): string {
  const { preset, order, select, load, scores, filters, whenBestBusy = {} } = declaration;
  const own = PRESETS.get(preset);
  const waits = TRANSPORT_MODES.some((mode) => busyAnswer(whenBestBusy, mode) !== busyAnswer({}, mode));
  const changes = [
    order === own?.order ? undefined : order,
    select === own?.select ? undefined : select,
    load === 'count' ? 'load=count' : undefined,
    waits ? 'whenBestBusy' : undefined,
    scores && 'scores',
    filters && 'filters',
  ];
  return [preset, ...changes.filter((name) => name !== undefined)].join('+');
}

/**
 * Direct NFS waits for its nearest proxies [doc]. So do storage snapshots, because the groups of a job would otherwise fall
 * apart [model]. The other modes take the next class unless they are set to wait.
 */
function busyAnswer(given: BusyAnswers, mode: TransportMode): 'degrade' | 'wait' {
  return given[mode] ?? given.default ?? (WAITING_MODES.has(mode) ? 'wait' : 'degrade');
}

function unknown(
  { origin, spanOf }: PolicyDeclaration,
  keys: readonly (string | number)[],
  what: string,
  name: string,
  known: ReadonlyMap<string, unknown>,
): Diagnostic {
  const names = [...known.keys()];
  return {
    code: 'unknown-policy',
    severity: 'error',
    message: `'${name}' is not a ${what}.`,
    hint: oneOf(name, names),
    path: spanOf === undefined ? 'policy' : ['policy', ...keys].join('.'),
    ...present({ span: spanOf?.(...keys) ?? origin?.span }),
  };
}

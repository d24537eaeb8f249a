import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { didYouMean, oneOf } from '../../diagnostics/suggest.ts';
import { valueInWords } from '../../diagnostics/value-in-words.ts';
import type { PolicyDeclaration } from '../../scenario/scenario.ts';
import { TRANSPORT_MODES, type TransportMode } from '../../scenario/transport-modes.ts';
import { parseDuration } from '../../units/parse-duration.ts';
import type { CapacityFilter, Policy, QueueKey, RankKey } from '../policy.ts';
import { PRESETS } from '../presets.ts';
import { type ReadPolicy, resolvePolicy } from '../resolve.ts';
import { SHIPPED_FILTERS } from '../rules/capacity-filters.ts';
import { QUEUE_KEYS } from '../rules/queue-keys.ts';
import { RANK_KEYS } from '../rules/rank-keys.ts';
import {
  filterKind,
  filtersInOrder,
  isObject,
  type Kind,
  queueKind,
  rankKind,
  readEntry,
} from './entries.ts';
import { badPolicy, errorText, type OwnQueueKey, placeOf, UserPolicyGuard } from './guard.ts';

/** What a policy does where the best place is full: it takes a lesser one with room, or waits. */
export type BusyAnswer = 'degrade' | 'wait';

/** A policy as a user writes it: every entry of a list is the name of one that ships, or one of the user's own. */
export interface UserPolicy {
  /** The name that results carry; not that of a policy that ships. */
  readonly name: string;
  /** A policy that ships; what is left out here is taken from it. */
  readonly extends?: string;
  readonly order?: readonly (string | OwnQueueKey)[];
  readonly rank?: readonly (string | RankKey)[];
  /**
   * Which filters are asked. Those of the two slots always are, and one of your own comes after the shipped one of its
   * name.
   */
  readonly filters?: readonly (string | CapacityFilter)[];
  readonly whenBestBusy?: BusyAnswer | Partial<Record<TransportMode | 'default', BusyAnswer>>;
  readonly sameHostHotAdd?: 0 | 1 | 2;
  /** A duration with its unit: `10s`. */
  readonly tick?: string;
}

/** What the function that a policy file exports is called with: everything that ships, by name. */
export interface ShippedPolicyParts {
  readonly queueKeys: Readonly<Record<string, QueueKey>>;
  readonly rankKeys: Readonly<Record<string, RankKey>>;
  readonly capacityFilters: Readonly<Record<string, CapacityFilter>>;
  readonly presets: Readonly<Record<string, Policy>>;
}

const KEYS = ['name', 'extends', 'order', 'rank', 'filters', 'whenBestBusy', 'sameHostHotAdd', 'tick'];

/**
 * The policy that a user's file exports: a declaration, or a function that gets what ships and returns one. Whatever is
 * wrong with it comes back as findings, all at once.
 * @param file what the findings call it: the file as the user named it
 */
export function policyFrom(exported: unknown, file: string): ReadPolicy {
  const reader = new Reader(file);
  const declared = typeof exported === 'function' ? reader.called(exported as PolicyMaker) : exported;
  const policy = reader.found.length > 0 ? undefined : reader.policy(declared);
  if (policy === undefined || reader.found.length > 0) return { ok: false, diagnostics: reader.found };
  return { ok: true, policy };
}

class Reader {
  readonly found: Diagnostic[] = [];
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  called(make: PolicyMaker): unknown {
    try {
      return make(shippedParts());
    } catch (error) {
      this.#say('', `its function threw ${errorText(error)}${placeOf(error)}.`);
      return undefined;
    }
  }

  policy(declared: unknown): Policy | undefined {
    if (!isObject(declared)) {
      const hint =
        "Export a policy: export default { name: 'mine', extends: 'rts', order: [...] }, or a function that returns one.";
      this.#say('', `it exports ${declared === undefined ? 'nothing' : valueInWords(declared)}.`, hint);
      return undefined;
    }
    for (const key of Object.keys(declared)) {
      if (!KEYS.includes(key)) this.#say(key, `a policy has no '${key}'.`, didYouMean(key, KEYS));
    }
    const name = this.#name(declared);
    const base = this.#base(declared);
    const guard = new UserPolicyGuard(name);
    const own = {
      order: this.#list<QueueKey>(declared, 'order', queueKind(guard)),
      rank: this.#list<RankKey>(declared, 'rank', rankKind(guard)),
      filters: this.#list<CapacityFilter>(declared, 'filters', filterKind(guard)),
    };
    if (base === undefined) return undefined;
    return {
      ...base,
      name,
      order: own.order ?? base.order,
      rank: own.rank ?? base.rank,
      filters: own.filters === undefined ? base.filters : filtersInOrder(own.filters),
    };
  }

  #name({ name }: Declared): string {
    if (typeof name !== 'string' || name.trim() === '') {
      this.#say('name', 'a policy needs a name.', "Write name: 'mine'; results carry it.");
      return '';
    }
    if (PRESETS.has(name)) {
      this.#say(
        'name',
        `'${name}' is a policy that ships.`,
        'Give yours another name, so that results tell the two apart.',
      );
    }
    return name;
  }

  /** The policy that is extended, with everything declared but the lists. */
  #base(declared: Declared): Policy | undefined {
    const preset = declared['extends'] ?? 'rts';
    if (typeof preset !== 'string' || !PRESETS.has(preset)) {
      const names = [...PRESETS.keys()];
      const hint = oneOf(String(preset), names);
      this.#say('extends', `${valueInWords(preset)} is not a policy that ships.`, hint);
      return undefined;
    }
    if (declared['extends'] === undefined) {
      for (const key of ['order', 'rank']) {
        if (declared[key] !== undefined) continue;
        this.#say(key, `a policy needs '${key}'.`, `List its keys, or write extends: 'rts' for that of rts.`);
      }
    }
    const declaration: PolicyDeclaration = {
      preset,
      ...this.#whenBestBusy(declared),
      ...this.#sameHostHotAdd(declared),
      ...this.#tick(declared),
    };
    const resolved = resolvePolicy(declaration);
    return resolved.ok ? resolved.policy : undefined;
  }

  #whenBestBusy({ whenBestBusy: given }: Declared): Pick<PolicyDeclaration, 'whenBestBusy'> {
    if (given === undefined) return {};
    const isAnswer = (value: unknown) => value === 'degrade' || value === 'wait';
    if (isAnswer(given)) return { whenBestBusy: { default: given as BusyAnswer } };
    const hint = "Write 'degrade', 'wait', or an answer by mode such as { nfs: 'wait', default: 'degrade' }.";
    if (!isObject(given)) {
      this.#say('whenBestBusy', `${valueInWords(given)} is not an answer.`, hint);
      return {};
    }
    const modes: readonly string[] = ['default', ...TRANSPORT_MODES];
    for (const [mode, answer] of Object.entries(given)) {
      const at = `whenBestBusy.${mode}`;
      if (!modes.includes(mode)) this.#say(at, `'${mode}' is not a transport mode.`, didYouMean(mode, modes));
      else if (!isAnswer(answer)) this.#say(at, `${valueInWords(answer)} is not an answer.`, hint);
    }
    return { whenBestBusy: given as NonNullable<PolicyDeclaration['whenBestBusy']> };
  }

  #sameHostHotAdd({ sameHostHotAdd: given }: Declared): Pick<PolicyDeclaration, 'sameHostHotAdd'> {
    if (given === undefined) return {};
    if (given === 0 || given === 1 || given === 2) return { sameHostHotAdd: given };
    this.#say('sameHostHotAdd', `${valueInWords(given)} is not 0, 1 or 2.`);
    return {};
  }

  #tick({ tick }: Declared): Pick<PolicyDeclaration, 'schedulerTickUs'> {
    if (tick === undefined) return {};
    const read = typeof tick === 'string' ? parseDuration(tick) : undefined;
    if (read?.ok === true) return { schedulerTickUs: read.value };
    this.#say('tick', `${valueInWords(tick)} is not a duration.`, "Write for example tick: '10s'.");
    return {};
  }

  #list<T extends { readonly name: string }>(
    declared: Declared,
    key: 'order' | 'rank' | 'filters',
    kind: Kind<T>,
  ): T[] | undefined {
    const given = declared[key];
    if (given === undefined) return undefined;
    if (!Array.isArray(given)) {
      this.#say(key, `'${key}' is ${valueInWords(given)}, not a list.`, `Write ${key}: [...].`);
      return undefined;
    }
    const entries = given.map((entry: unknown, i) => this.#entry(entry, `${key}[${i}]`, kind));
    const read = entries.filter((entry) => entry !== undefined);
    const twice = read.find((entry, i) => read.findIndex(({ name }) => name === entry.name) < i);
    if (twice !== undefined && key !== 'filters') this.#say(key, `'${twice.name}' is listed twice.`);
    return read;
  }

  #entry<T extends { readonly name: string }>(entry: unknown, at: string, kind: Kind<T>): T | undefined {
    const read = readEntry(entry, kind);
    if (read.ok) return read.value;
    this.#say(at, read.message, read.hint);
    return undefined;
  }

  #say(path: string, words: string, hint?: string): void {
    const at = path === '' ? '' : `${path}: `;
    this.found.push(badPolicy(`${this.#file}: ${at}${words}`, path, hint));
  }
}

type Declared = Record<string, unknown>;
type PolicyMaker = (shipped: ShippedPolicyParts) => unknown;

/** Frozen, or copies: whatever a file does to them changes nothing of the policies that ship. */
function shippedParts(): ShippedPolicyParts {
  const presets = [...PRESETS.keys()].flatMap((preset) => {
    const resolved = resolvePolicy({ preset });
    if (!resolved.ok) return [];
    const { policy } = resolved;
    const lists = {
      order: Object.freeze([...policy.order]),
      rank: Object.freeze([...policy.rank]),
      filters: Object.freeze([...policy.filters]),
    };
    return [[preset, Object.freeze({ ...policy, ...lists })] as const];
  });
  for (const key of [...Object.values(QUEUE_KEYS), ...Object.values(RANK_KEYS)]) Object.freeze(key);
  for (const filter of SHIPPED_FILTERS.values()) Object.freeze(filter);
  return {
    queueKeys: { ...QUEUE_KEYS },
    rankKeys: { ...RANK_KEYS },
    capacityFilters: Object.fromEntries(SHIPPED_FILTERS),
    presets: Object.fromEntries(presets),
  };
}

import type { Candidate } from '../../model/ways/transport.ts';
import type { Policy, TaskView } from '../policy.ts';
import { errorText, isWriteAttempt, PolicyFault } from '../user-policy/guard.ts';
import { LAWS_OF_FILTERS } from './filter-laws.ts';
import { LAWS_OF_KEYS } from './key-laws.ts';
import type { Law } from './law.ts';
import { type Setting, settingOf, viewOf } from './world.ts';

/** One of the laws that a policy must keep, and whether it does. */
export interface LawFinding {
  readonly law: string;
  readonly says: string;
  /** The first breach found; null: the law held in every setting. */
  readonly breach: string | null;
}

/** How many made-up settings are tried: each a state of the infrastructure, six waiting tasks, and their places. */
const SETTINGS = 40;

/**
 * Tries every law of keys and filters on a policy, on made-up settings that are the same each time. Laws that need whole
 * runs are tried elsewhere. `onLaw`: called before each law, for a progress line.
 */
export function checkKeys(policy: Policy, onLaw?: (law: string) => void): readonly LawFinding[] {
  const settings = Array.from({ length: SETTINGS }, (_, n) => settingOf(n));
  const judged = (law: Law) => {
    onLaw?.(law.name);
    return finding(law, policy, settings);
  };
  const basic = ANSWER_LAWS.map(judged);
  // Keys that throw or give answers of the wrong kind would do so under every other law too.
  if (basic.some(({ breach }) => breach !== null)) return basic;
  return KEY_LAWS.map((law, i) => basic[i] ?? judged(law));
}

function finding(law: Law, policy: Policy, settings: readonly Setting[]): LawFinding {
  const { name, says } = law;
  for (const [n, setting] of settings.entries()) {
    const breach = law.breach(policy, setting, n);
    if (breach !== undefined) return { law: name, says, breach };
  }
  return { law: name, says, breach: null };
}

const ANSWER_LAWS: readonly Law[] = [
  {
    name: 'reads-only',
    says: 'keys and filters never change what they are given',
    breach: (policy, setting) => failureOf(policy, setting, 'wrote'),
  },
  {
    name: 'whole-numbers',
    says: 'keys return whole numbers, filters return true or false',
    breach: (policy, setting) => failureOf(policy, setting, 'answer'),
  },
  {
    name: 'same-answer',
    says: 'the same question always gets the same answer, whatever is asked in between',
    breach: (policy, setting) => {
      const first = asks(policy, setting);
      const before = first.map((ask) => answerOf(ask).value);
      // Asked again in reverse, which shows whether a key counts or remembers.
      const after = [...first]
        .reverse()
        .map((ask) => answerOf(ask).value)
        .reverse();
      const i = before.findIndex((value, at) => value !== after[at]);
      if (i < 0) return undefined;
      return `${first[i]!.what} answered ${before[i]} and then ${after[i]} for ${first[i]!.about}`;
    },
  },
];

/** Every law of keys and filters, in the order of the findings. */
export const KEY_LAWS: readonly Law[] = [...ANSWER_LAWS, ...LAWS_OF_KEYS, ...LAWS_OF_FILTERS];

interface Ask {
  /** `queue key 'kind'` */
  readonly what: string;
  /** `task 3` */
  readonly about: string;
  readonly isFilter: boolean;
  ask(): unknown;
}

function asks(policy: Policy, { world, tasks, candidates }: Setting): Ask[] {
  const view = viewOf(world);
  const among: readonly Candidate[] = Object.freeze([...candidates]);
  const pairs = tasks.flatMap((task) => candidates.map((candidate) => ({ task, candidate })));
  const named = (task: TaskView, place: Candidate) =>
    `task ${task.task} at proxy ${place.proxy} by ${place.mode}`;
  return [
    ...policy.order.flatMap((key) =>
      tasks.map((task) => ({
        what: `queue key '${key.name}'`,
        about: `task ${task.task}`,
        isFilter: false,
        ask: () => key.of(task, view),
      })),
    ),
    ...policy.rank.flatMap((key) =>
      pairs.map(({ task, candidate }) => ({
        what: `ranking key '${key.name}'`,
        about: named(task, candidate),
        isFilter: false,
        ask: () => key.of(task, candidate, view, among),
      })),
    ),
    ...policy.filters.flatMap((filter) =>
      pairs.map(({ task, candidate }) => ({
        what: `filter '${filter.name}'`,
        about: named(task, candidate),
        isFilter: true,
        ask: () => filter.hasRoom(task, candidate, view),
      })),
    ),
  ];
}

function failureOf(policy: Policy, setting: Setting, kind: Answered['failure']): string | undefined {
  return asks(policy, setting)
    .map(answerOf)
    .find(({ failure }) => failure === kind)?.words;
}

interface Answered {
  readonly value: unknown;
  readonly failure: 'wrote' | 'answer' | undefined;
  readonly words: string;
}

function answerOf({ what, about, isFilter, ask }: Ask): Answered {
  try {
    const value = ask();
    const isRight = isFilter ? typeof value === 'boolean' : Number.isSafeInteger(value);
    const words = `${what} answered ${String(value)} for ${about}`;
    return { value, failure: isRight ? undefined : 'answer', words };
  } catch (error) {
    const words =
      error instanceof PolicyFault ? error.message : `${what} threw ${errorText(error)} for ${about}`;
    return { value: undefined, failure: isWriteAttempt(error) ? 'wrote' : 'answer', words };
  }
}

import type { Summary } from '../../metrics/summary/summary.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { type Doubling, ifFew, NO_FIGURE } from './doubling.ts';
import { withCopy } from './proxy-copy.ts';

type Repository = Scenario['repositories'][number];

/**
 * Twice as many proxies, each with the cores, slots and network of its model, where tasks waited for a slot on one.
 * Where repositories had no free slot either, also that with twice the slots of these: one of the two alone may gain
 * nothing. Empty where no proxy is declared, or where one is switched off, as its copies would be, too.
 */
export function moreProxies(
  scenario: Scenario,
  { waits, repositories }: Pick<Summary, 'waits' | 'repositories'>,
): Doubling[] {
  const declared = scenario.proxies.filter(({ isHost }) => !isHost);
  if (waits['proxy-slot'] === 0 || declared.length === 0 || declared.some(({ enabled }) => !enabled))
    return [];
  const proxies: Doubling = {
    ...NO_FIGURE,
    what: 'proxies.*.number',
    set: [`proxies.*.count=${2 * declared.length}`],
    apply: (before) => declared.reduce((changed, { name }) => withCopy(changed, name), before),
  };
  const full = scenario.repositories.filter(
    ({ name, maxConcurrentTasks }) => maxConcurrentTasks <= (repositories[name]?.peakTasks ?? 0),
  );
  return full.length === 0 ? [proxies] : [withSlotsOf(full, proxies), proxies];
}

function withSlotsOf(full: readonly Repository[], proxies: Doubling): Doubling {
  const names = new Set(full.map(({ name }) => name));
  const doubled = (repository: Repository): Repository =>
    names.has(repository.name)
      ? { ...repository, maxConcurrentTasks: 2 * repository.maxConcurrentTasks }
      : repository;
  const slots = ifFew(
    full.map(
      ({ name, maxConcurrentTasks }) => `repositories.${name}.maxConcurrentTasks=${2 * maxConcurrentTasks}`,
    ),
  );
  return {
    ...proxies,
    what: 'proxies.*.numberAndSlots',
    set: slots.length === 0 ? [] : [...proxies.set, ...slots],
    apply: (before) => {
      const copied = proxies.apply(before);
      return { ...copied, repositories: copied.repositories.map(doubled) };
    },
  };
}

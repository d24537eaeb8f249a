import type { Summary } from '../../metrics/summary.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Doubling } from './doubling.ts';
import { withCopy } from './proxy-copy.ts';

type Repository = Scenario['repositories'][number];

/** Full repositories that a command may list; more would make a command that is too long to type. */
const FEW = 4;

/**
 * Twice as many proxies, each with the cores, slots and network of its model, where tasks waited for a slot on one. Where a
 * repository had no free slot either, it gets twice the slots as well: one of the two alone would gain nothing. Undefined where no
 * proxy is declared, or where one is switched off, as its copies would be, too.
 */
export function moreProxies(
  scenario: Scenario,
  { waits, repositories }: Pick<Summary, 'waits' | 'repositories'>,
): Doubling | undefined {
  const declared = scenario.proxies.filter(({ isHost }) => !isHost);
  if (waits['proxy-slot'] === 0 || declared.length === 0 || declared.some(({ enabled }) => !enabled))
    return undefined;
  const isFull = ({ name, maxConcurrentTasks }: Repository) =>
    maxConcurrentTasks <= (repositories[name]?.peakTasks ?? 0);
  const full = new Set(scenario.repositories.filter(isFull).map(({ name }) => name));
  const withSlots = (repository: Repository): Repository =>
    full.has(repository.name)
      ? { ...repository, maxConcurrentTasks: 2 * repository.maxConcurrentTasks }
      : repository;
  const slots = scenario.repositories
    .filter(isFull)
    .map(
      ({ name, maxConcurrentTasks }) => `repositories.${name}.maxConcurrentTasks=${2 * maxConcurrentTasks}`,
    );
  return {
    what: full.size === 0 ? 'proxies.*.number' : 'proxies.*.numberAndSlots',
    used: 1,
    set: slots.length > FEW ? [] : [`proxies.*.count=${2 * declared.length}`, ...slots],
    fields: [],
    names: [],
    apply: (before) => {
      const copied = declared.reduce((changed, { name }) => withCopy(changed, name), before);
      return { ...copied, repositories: copied.repositories.map(withSlots) };
    },
  };
}

import { expect } from 'vitest';
import type { Explanation } from '../../../src/explain/explanation.ts';
import { nameOf, type TaskName } from '../../../src/explain/names.ts';
import type { ToldTask } from '../../../src/explain/state/chronicle.ts';
import type { TaskLife } from '../../../src/explain/task-life.ts';
import { WAIT_CAUSES } from '../../../src/trace/wait-cause.ts';
import { explained } from '../../explain/listened.ts';
import { atInstant, blameFor, criticalPath, lifeOf, proxyUse } from '../../helpers/in-one-go.ts';
import { type ScenarioData, textOf } from '../../helpers/random-scenario.ts';
import { asked } from '../agreement/asked.ts';
import { simulateReference } from '../simulator/simulate.ts';
import type { Task } from '../simulator/task.ts';
import { blamesOf } from './blames.ts';
import { betterModesThatAreWrong, candidatesAsTold, candidatesInNotes } from './candidates.ts';
import { linksThatAreWrong } from './chain.ts';
import { stateIn } from './instants.ts';
import { interruptionsOf, waitsOf } from './lives.ts';
import { taskKey } from './names.ts';
import { type Note, Notebook } from './notebook.ts';
import { haveOneEnd, keptName, proxyUseIn } from './proxy-uses.ts';
import { ratesThatAreWrong } from './rates.ts';
import { settingOf } from './settings.ts';
import { slacksThatAreWrong } from './slack.ts';

/** In how many nights something was explained: a kind of explanation that is never given is not tested. */
export class ExplainCoverage {
  nights = 0;
  readonly #met = new Map<string, number>();

  met(what: string): number {
    return this.#met.get(what) ?? 0;
  }

  add(met: ReadonlySet<string>): void {
    this.nights++;
    for (const what of met) this.#met.set(what, this.met(what) + 1);
  }
}

/** Explains a run of the product, and holds what is said against the notes on the same night of the reference. */
export function agreeInExplanations(data: ScenarioData, coverage: ExplainCoverage): void {
  expect(explanationsThatDiffer(data, coverage)).toEqual({});
}

export function explanationsThatDiffer(
  data: ScenarioData,
  coverage: ExplainCoverage,
): Record<string, unknown> {
  let book: Notebook | undefined;
  const world = simulateReference(asked(data).night, (of) => {
    book = new Notebook(of);
    return book;
  });
  if (world.doubtfulUs < Number.POSITIVE_INFINITY) return {};
  const comparison = new Comparison(book!, explained(textOf(data)));
  comparison.lives(data.seed);
  comparison.blames();
  comparison.chain();
  comparison.instants(data.seed);
  comparison.proxies();
  coverage.add(comparison.met);
  return comparison.found;
}

/** Tasks of a night that are asked for, and instants. */
const ASKED = 4;

class Comparison {
  readonly found: Record<string, unknown> = {};
  readonly met = new Set<string>();
  readonly #book: Notebook;
  readonly #explanation: Explanation;
  readonly #tasks: ReadonlyMap<string, Task>;

  constructor(book: Notebook, explanation: Explanation) {
    this.#book = book;
    this.#explanation = explanation;
    this.#tasks = new Map(book.world.tasks.map((task) => [taskKey(task), task]));
  }

  lives(seed: number): void {
    for (const [name, told, task] of this.#someTasks(seed)) {
      const { waits, waitsAreExact, rate, interruptions, decision } = lifeOf(this.#explanation, told);
      this.#tell(`${name} waits`, waits.map(withoutOrder), waitsOf(this.#book, task));
      this.#tell(`${name} waits as it was charged`, waitsAreExact, true);
      Object.assign(this.found, ratesThatAreWrong(this.#book, task, rate.pieces));
      this.#tell(
        `${name} could go to`,
        candidatesAsTold(decision?.candidates ?? []),
        candidatesInNotes(this.#book.decisions.get(task)),
      );
      for (const [what, wrong] of Object.entries(
        betterModesThatAreWrong(this.#book, task, decision?.better ?? []),
      ))
        this.found[`${name} ${what}`] = wrong;
      this.#tell(
        `${name} interruptions`,
        // The notes are of what lasts. An interruption that ends at the instant at which it begins does not.
        interruptions
          .filter(({ fromUs, toUs }) => toUs !== fromUs)
          .map(({ by, ...times }) => ({ ...times, by: [...by].sort() })),
        interruptionsOf(this.#book, task),
      );
      for (const { stage } of rate.pieces) this.met.add(`a rate limited in ${stage}`);
      for (const { by } of interruptions) this.met.add(`interrupted by ${by.length}`);
      for (const { holders } of waits)
        for (const { who } of holders) this.met.add(/^(the|a) \w+/.exec(who)?.[0] ?? 'a task');
    }
  }

  blames(): void {
    for (const cause of WAIT_CAUSES) {
      const { exact, byThing, byJob, byVm, ...blame } = blameFor(this.#explanation, cause);
      // What nobody wrote is no matter of the run; the notes tell only the first thing that a task lacks, not what else is full.
      const { cause: _, byDefault: __, withoutUse: ___, ...sums } = blame;
      const told = { ...sums, byThing: byName(byThing), byJob: byName(byJob), byVm: byName(byVm) };
      const noted = blamesOf(this.#book, cause);
      // The notes do not tell what was down on the ways of a task that has no place.
      if (cause === 'no-candidate') {
        const ofAll = byThing.reduce((sum, { us }) => sum + us, 0);
        this.#tell(
          `task-seconds of all things without which no proxy could take a disk`,
          ofAll,
          sums.waitedUs,
        );
        told.byThing = noted.byThing;
      }
      this.#tell(`blame for ${cause}`, told, noted);
      this.#tell(`blame for ${cause} as it was charged`, exact, true);
      if (sums.waitedUs > 0) this.met.add(`blame for ${cause}`);
    }
  }

  chain(): void {
    const path = criticalPath(this.#explanation);
    if (path === undefined) return;
    const links = path.links.map(({ task, ...link }) => ({ ...link, task: task && textOfName(task) }));
    Object.assign(this.found, linksThatAreWrong(this.#book, links, path.endUs));
    const onChain = new Set(links.map(({ task }) => task));
    const told = path.tasks.map(({ name, slackUs }) => ({
      task: this.#tasks.get(textOfName(name))!,
      slackUs,
    }));
    Object.assign(
      this.found,
      slacksThatAreWrong(this.#book, told, (task) => onChain.has(taskKey(task))),
    );
    for (const { gave } of path.links) this.met.add(`a link that gave ${gave.split(' (')[0]}`);
  }

  proxies(): void {
    if (!haveOneEnd(this.#book)) return;
    for (const [row, proxy] of this.#book.world.scenario.proxies.entries()) {
      const use = proxyUse(this.#explanation, row);
      const told = use && {
        ...use,
        proxy: undefined,
        relief: undefined,
        kept: Object.fromEntries(
          use.kept.map(({ cause, what, ...sums }) => [keptName(cause, what), sums] as const),
        ),
      };
      this.#tell(`the slots of ${proxy.name}`, told, proxyUseIn(this.#book, proxy));
      for (const { cause } of use?.kept ?? []) this.met.add(`a free slot kept by ${cause}`);
    }
  }

  instants(seed: number): void {
    const { notes } = this.#book;
    const step = Math.max(1, Math.floor(notes.length / ASKED));
    for (const note of notes.filter((_, n) => n % step === seed % step))
      for (const [name, told, task] of this.#someTasks(seed + 1)) {
        const { atUs, state, sinceUs, place, waiting, interruptedBy, rate } = atInstant(
          this.#explanation,
          told,
          note.stretch.fromUs,
        );
        this.met.add(`at an instant ${state}`);
        const { candidates = [], down: _, byDefault: __, holders = [], ...rest } = waiting ?? {};
        this.#tell(
          `${name} can go to at ${atUs}`,
          candidatesAsTold(candidates),
          candidatesInNotes(note.candidates.get(task)),
        );
        this.#tell(
          `${name} at ${atUs}`,
          {
            ...{ state, sinceUs, place, interruptedBy: [...interruptedBy].sort() },
            waiting: waiting && { ...rest, holders: [...holders].sort() },
          },
          stateIn(this.#book, note, task),
        );
        if (rate !== null) Object.assign(this.found, this.#rateAt(note, task, rate));
      }
  }

  /** What limits a rate at an instant is one of the things that do. */
  #rateAt({ limits }: Note, task: Task, { by }: { readonly by: string }): Record<string, unknown> {
    const binding = limits.get(task)?.map(({ name }) => settingOf(this.#book.world, name)) ?? [];
    return binding.includes(by) ? {} : { [`${taskKey(task)} is limited now`]: { by, binding } };
  }

  #someTasks(seed: number): (readonly [string, ToldTask, Task])[] {
    const { chronicle } = this.#explanation;
    const step = Math.max(1, Math.floor(chronicle.tasks.length / ASKED));
    return chronicle.tasks
      .filter((_, n) => n % step === seed % step)
      .map((told) => {
        const name = textOfName(nameOf(chronicle, told));
        return [name, told, this.#tasks.get(name)!] as const;
      });
  }

  #tell(what: string, product: unknown, reference: unknown): void {
    if (!isAlike(product, reference)) this.found[what] = { product, reference };
  }
}

function textOfName({ job, session, attempt, vm, disk }: TaskName): string {
  return `${job} ${session}.${attempt} ${vm}/${disk}`;
}

function byName(all: readonly { readonly name: string }[]) {
  return Object.fromEntries(all.map(({ name, ...rest }) => [name, rest]));
}

function withoutOrder({ fromUs, toUs, cause, place, what, holders }: TaskLife['waits'][number]) {
  const held: Record<string, number> = {};
  // Of one VM two jobs may have a snapshot each.
  for (const { who, us } of holders) held[who] = (held[who] ?? 0) + us;
  return { fromUs, toUs, cause, place, what, holders: held };
}

/** Times in parts are sums of fractions. */
function isAlike(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number')
    return Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a) * 1e-6);
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) =>
    isAlike((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
  );
}

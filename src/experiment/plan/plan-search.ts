import type { Overlay } from '../../scenario/overlay/overlay.ts';
import type { DesignPoint } from '../designs/design.ts';
import type { Outcome } from '../units/outcome.ts';
import type { Study } from '../units/study.ts';
import { type WorkUnit, workUnit } from '../units/work-unit.ts';
import { type Candidate, cheapestFirst } from './candidate.ts';
import { compareFailures } from './failure-order.ts';
import { fitsTwice, missesAllowed } from './goal.ts';
import { grownBy, MONTHS_OF_YEAR } from './growth.ts';
import type { PlanQuestion } from './plan-question.ts';
import {
  compareShortfalls,
  type GrownMonth,
  type HostLoss,
  type Prospects,
  type ProxyHost,
  type ProxyLoss,
  type Shortfall,
  shortfallOf,
  TO_SURVIVE,
  type ToSurvive,
} from './prospects.ts';
import { type TooSmall, TooSmallDesigns } from './too-small.ts';
import { Trial } from './trial.ts';
import { trialFigures } from './trial-figures.ts';

type Rounds = Generator<readonly WorkUnit[], void, undefined>;

/**
 * Searches for the cheapest design that reaches the goal. Designs are tried in order of cost, so the first that holds
 * is the cheapest, even though more of something may lengthen a window. Designs that a lower bound proves too small
 * are skipped. For the design found it then determines the effect of a lost proxy, of a lost host and of more data; where it
 * must survive these, for every design that holds until one does.
 */
export class PlanSearch implements Study {
  readonly #question: PlanQuestion;
  /** In order of cost. */
  readonly candidates: readonly Candidate[];
  readonly #tooSmall: TooSmallDesigns;
  readonly #trials: Trial[] = [];
  readonly #rounds: Rounds;
  #chosen: Candidate | undefined;
  /** Of the designs that hold. */
  readonly #prospects = new Map<Candidate, Prospects>();

  constructor(question: PlanQuestion) {
    const { designs, goal, latestEnd, experiment } = question;
    this.#question = question;
    this.candidates = designs
      .map(({ point, row, cost }): Candidate => ({ row, cost, trial: this.#trialOf(point) }))
      .sort(cheapestFirst);
    this.#tooSmall = new TooSmallDesigns(experiment.axes, {
      limitSeconds: latestEnd.kind === 'known' ? latestEnd.seconds : Number.POSITIVE_INFINITY,
      nights: missesAllowed(goal) + 1,
    });
    this.#rounds = this.#search();
  }

  /** Undefined: no design holds. */
  get chosen(): Candidate | undefined {
    return this.#chosen;
  }

  /** The chosen design, or the one that comes closest if none holds. */
  get best(): Candidate {
    if (this.#chosen !== undefined) return this.#chosen;
    // One that holds, but does not survive what it must: the cheapest of those that fall short by least.
    const short = this.candidates.flatMap((candidate) => {
      const shortfall = this.shortfallOf(candidate);
      return shortfall === null ? [] : [{ candidate, shortfall }];
    });
    const { survive } = this.#question;
    const [holding] = short.sort((a, b) => compareShortfalls(a.shortfall, b.shortfall, survive));
    if (holding !== undefined) return holding.candidate;
    const tried = this.candidates.filter(({ trial }) => trial.outcomes.length > 0);
    const judged = tried.map((candidate) => ({ candidate, figures: trialFigures(candidate.trial) }));
    return judged.sort((a, b) => compareFailures(a.figures, b.figures))[0]!.candidate;
  }

  /** Of the best design, in the order of the scenario. */
  get losses(): readonly ProxyLoss[] {
    return this.#prospects.get(this.best)?.losses ?? [];
  }

  /** Of the best design, in the order of the scenario. */
  get hostLosses(): readonly HostLoss[] {
    return this.#prospects.get(this.best)?.hostLosses ?? [];
  }

  /** Hosts of the best design that have proxies, and whose loss no design survives. */
  get hostsNotTried(): readonly ProxyHost[] {
    const { withProxies, bound } = this.#question.hostsOf(this.best.trial.point);
    return withProxies.filter(({ host }) => bound.has(host));
  }

  /** Of the best design, up to the first month that does not hold, or the last one requested. */
  get months(): readonly GrownMonth[] {
    return this.#prospects.get(this.best)?.months ?? [];
  }

  /** What a design that holds does not survive although it must; null: nothing, or it does not hold. */
  shortfallOf(candidate: Candidate): Shortfall | null {
    return this.#prospects.get(candidate)?.shortfall ?? null;
  }

  /** Number of runs requested. */
  get runs(): number {
    return this.#trials.reduce((sum, { outcomes }) => sum + this.#runsFor(outcomes.length), 0);
  }

  /** Number of runs behind so many nights of a design. */
  #runsFor(nights: number): number {
    return this.#question.nightsAreAlike ? Math.min(nights, 1) : nights;
  }

  /** Why a design that was not run cannot hold. */
  reasonAgainst(candidate: Candidate): TooSmall | undefined {
    return this.#tooSmall.reasonAgainst(candidate);
  }

  ask(): readonly WorkUnit[] {
    const next = this.#rounds.next();
    return next.done === true ? [] : next.value;
  }

  tell({ design, replication }: WorkUnit, outcome: Outcome): void {
    const trial = this.#trials[design]!;
    if (!this.#question.nightsAreAlike) trial.tell(replication, outcome);
    else for (let night = 0; night < this.#question.goal.nights; night++) trial.tell(night, outcome);
  }

  #trialOf(point: DesignPoint): Trial {
    const trial = new Trial(this.#trials.length, point, this.#question.goal);
    this.#trials.push(trial);
    return trial;
  }

  *#search(): Rounds {
    yield* this.#provedTooSmall();
    for (const candidate of this.candidates) {
      if (this.#tooSmall.reasonAgainst(candidate) !== undefined) continue;
      yield* this.#judge([candidate.trial]);
      if (candidate.trial.verdict !== 'holds') continue;
      const prospects: Prospects = { losses: [], hostLosses: [], months: [], shortfall: null };
      this.#prospects.set(candidate, prospects);
      // What it must survive comes first: a design that does not needs no further runs.
      for (const trouble of [...new Set([...this.#question.survive, ...TO_SURVIVE])]) {
        yield* this.#tried(trouble, candidate, prospects);
        if (this.#question.survive.includes(trouble)) prospects.shortfall = shortfallOf(trouble, prospects);
        if (prospects.shortfall !== null) break;
      }
      if (prospects.shortfall !== null) continue;
      this.#chosen = candidate;
      return;
    }
  }

  /**
   * Runs the largest designs and, along each capacity axis, bisects the designs that are largest on all other axes:
   * if even those are too small by their lower bound, so are all designs below them.
   */
  *#provedTooSmall(): Rounds {
    const axes = this.#tooSmall.capacityAxes;
    const sizes = axes.map((axis) => this.#question.experiment.axes[axis]!.values.length);
    const corners = this.candidates.filter(({ row }) => axes.every((axis, i) => row[axis] === sizes[i]! - 1));
    const probes = corners.length * sizes.reduce((sum, size) => sum + Math.ceil(Math.log2(size)), 1);
    if (this.#question.latestEnd.kind === 'unknown' || 2 * probes > this.candidates.length) return;
    for (const corner of corners) {
      yield* this.#firstLook([corner.trial]);
      if (this.#tooSmall.note(corner)) continue;
      for (const [i, axis] of axes.entries()) yield* this.#halved(corner, axis, sizes[i]! - 1);
    }
  }

  *#halved(corner: Candidate, axis: number, largest: number): Rounds {
    let tooSmall = -1;
    let enough = largest;
    while (enough - tooSmall > 1) {
      const middle = Math.floor((tooSmall + enough) / 2);
      const probe = this.neighbour(corner, axis, middle)!;
      yield* this.#firstLook([probe.trial]);
      if (this.#tooSmall.note(probe)) tooSmall = middle;
      else enough = middle;
    }
  }

  /** The design that differs on one axis only; undefined if the axis has no such value. */
  neighbour({ row }: Candidate, axis: number, value: number): Candidate | undefined {
    return this.candidates.find((other) =>
      other.row.every((own, i) => own === (i === axis ? value : row[i])),
    );
  }

  #tried(trouble: ToSurvive, candidate: Candidate, prospects: Prospects): Rounds {
    switch (trouble) {
      case 'loss':
        return this.#withoutAProxy(candidate, prospects);
      case 'host':
        return this.#withoutAHost(candidate, prospects);
      case 'growth':
        return this.#grown(candidate, prospects);
    }
  }

  *#withoutAProxy({ trial: { point } }: Candidate, prospects: Prospects): Rounds {
    prospects.losses = this.#question.siteOf(point).proxies.map((proxy) => ({
      proxy,
      trial: this.#trialWith(point, { path: `proxies.${proxy}.enabled`, value: 'false' }),
    }));
    yield* this.#judge(prospects.losses.map(({ trial }) => trial));
  }

  *#withoutAHost({ trial: { point } }: Candidate, prospects: Prospects): Rounds {
    const { withProxies, bound } = this.#question.hostsOf(point);
    const able = withProxies.filter(({ host }) => !bound.has(host));
    prospects.hostLosses = able.map((lost) => ({
      ...lost,
      trial: this.#trialWith(point, { path: `hosts.${lost.host}.enabled`, value: 'false' }),
    }));
    yield* this.#judge(prospects.hostLosses.map(({ trial }) => trial));
  }

  #trialWith(point: DesignPoint, change: Overlay): Trial {
    return this.#trialOf({ ...point, overlays: [...point.overlays, change] });
  }

  /**
   * Month by month up to the first that does not hold: a window need not grow with the data, so no month may be
   * skipped. A year at a time, so that all workers have work. Only in years at whose end every job would fit its window
   * even in a night twice as long, the last month stands for all.
   */
  *#grown({ trial: { point, outcomes } }: Candidate, prospects: Prospects): Rounds {
    const { growth, siteOf } = this.#question;
    if (growth === null) return;
    const today = siteOf(point).dataFactor;
    let hasRoom = outcomes.every(fitsTwice);
    for (let passed = 0; passed < growth.months; passed += MONTHS_OF_YEAR) {
      const length = Math.min(MONTHS_OF_YEAR, growth.months - passed);
      const months = Array.from({ length }, (_, i): GrownMonth => {
        const month = passed + i + 1;
        const factor = today * grownBy(growth, month);
        const trial = this.#trialWith(point, { path: 'dataFactor', value: factor.toFixed(6) });
        return { month, factor, trial };
      });
      const end = months.at(-1)!;
      hasRoom &&= yield* this.#hasRoom(end.trial);
      if (hasRoom) {
        prospects.months.push(end);
        continue;
      }
      yield* this.#firstLook(months.map(({ trial }) => trial));
      const sure = months.findIndex(({ trial }) => trial.verdict === 'misses');
      const open = sure < 0 ? months : months.slice(0, sure + 1);
      yield* this.#judge(open.map(({ trial }) => trial));
      const broken = open.findIndex(({ trial }) => trial.verdict === 'misses');
      prospects.months.push(...(broken < 0 ? open : open.slice(0, broken + 1)));
      if (broken >= 0) return;
    }
  }

  /** Whether every job would fit its window if each night took twice as long; stops early where it would not. */
  *#hasRoom(trial: Trial): Generator<readonly WorkUnit[], boolean, undefined> {
    yield* this.#firstLook([trial]);
    if (!trial.outcomes.every(fitsTwice)) return false;
    yield* this.#judge([trial]);
    return trial.outcomes.every(fitsTwice);
  }

  /** Runs designs until each is settled: first as many nights as can suffice to fail, then the rest. */
  *#judge(trials: readonly Trial[]): Rounds {
    yield* this.#firstLook(trials);
    yield* this.#upTo(
      trials.filter(({ verdict }) => verdict === 'open'),
      this.#question.goal.nights,
    );
  }

  *#firstLook(trials: readonly Trial[]): Rounds {
    yield* this.#upTo(trials, missesAllowed(this.#question.goal) + 1);
  }

  *#upTo(trials: readonly Trial[], nights: number): Rounds {
    const units = trials.flatMap((trial) => {
      const from = this.#runsFor(trial.outcomes.length);
      return Array.from({ length: Math.max(0, this.#runsFor(nights) - from) }, (_, i) =>
        workUnit(this.#question.experiment, trial.number, trial.point, from + i),
      );
    });
    // An empty round would end the study.
    if (units.length > 0) yield units;
  }
}

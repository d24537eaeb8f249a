import { isRising } from '../designs/axis.ts';
import type { DesignPoint } from '../designs/design.ts';
import type { Outcome } from '../units/outcome.ts';
import type { Study } from '../units/study.ts';
import type { WorkUnit } from '../units/work-unit.ts';
import { type Candidate, cheapestFirst } from './candidate.ts';
import { compareFailures } from './failure-order.ts';
import { missesAllowed } from './goal.ts';
import { type GrowingDesign, grownMonth, grownMonths } from './grown-months.ts';
import type { PlanQuestion } from './plan-question.ts';
import {
  compareShortfalls,
  type GrownMonth,
  type HostLoss,
  type NextStep,
  type Prospects,
  type ProxyHost,
  type ProxyLoss,
  type Shortfall,
  shortfallOf,
  TO_SURVIVE,
  type ToSurvive,
} from './prospects.ts';
import { type TooSmall, TooSmallDesigns } from './too-small.ts';
import { trialFigures } from './trial-figures.ts';
import { type Rounds, Trials } from './trials.ts';

/**
 * Searches for the cheapest design that reaches the goal. Designs are tried in order of cost, so the first that holds
 * is the cheapest, even though more of something may lengthen a window. Designs that a lower bound proves too small
 * are skipped. For the design found it then determines the effect of a lost proxy, of a lost host and of more data; where it
 * must survive these, for every design that holds until one does. If it breaks while the data grows, the search goes on for what
 * to have then.
 */
export class PlanSearch implements Study {
  readonly #question: PlanQuestion;
  /** In order of cost. */
  readonly candidates: readonly Candidate[];
  readonly #tooSmall: TooSmallDesigns;
  readonly #trials: Trials;
  readonly #rounds: Rounds;
  #chosen: Candidate | undefined;
  #nextStep: NextStep | null = null;
  /** Of the designs that hold. */
  readonly #prospects = new Map<Candidate, Prospects>();

  constructor(question: PlanQuestion) {
    const { designs, goal, latestEnd, experiment } = question;
    this.#question = question;
    this.#trials = new Trials(question);
    this.candidates = designs
      .map(({ point, row, cost }): Candidate => ({ row, cost, trial: this.#trials.of(point) }))
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

  /** After the chosen design breaks; null: none is chosen, or it does not break. */
  get nextStep(): NextStep | null {
    return this.#nextStep;
  }

  /** What a design that holds does not survive although it must; null: nothing, or it does not hold. */
  shortfallOf(candidate: Candidate): Shortfall | null {
    return this.#prospects.get(candidate)?.shortfall ?? null;
  }

  /** Number of runs requested. */
  get runs(): number {
    return this.#trials.runs;
  }

  /** Why a design that was not run cannot hold. */
  reasonAgainst(candidate: Candidate): TooSmall | undefined {
    return this.#tooSmall.reasonAgainst(candidate);
  }

  ask(): readonly WorkUnit[] {
    const next = this.#rounds.next();
    return next.done === true ? [] : next.value;
  }

  tell(unit: WorkUnit, outcome: Outcome): void {
    this.#trials.tell(unit, outcome);
  }

  *#search(): Rounds {
    yield* this.#provedTooSmall();
    for (const candidate of this.candidates) {
      if (this.#tooSmall.reasonAgainst(candidate) !== undefined) continue;
      yield* this.#trials.judge([candidate.trial]);
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
      yield* this.#stepAfterBreak(candidate);
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
      yield* this.#trials.firstLook([corner.trial]);
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
      yield* this.#trials.firstLook([probe.trial]);
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
      trial: this.#trials.with(point, { path: `proxies.${proxy}.enabled`, value: 'false' }),
    }));
    yield* this.#trials.judge(prospects.losses.map(({ trial }) => trial));
  }

  *#withoutAHost({ trial: { point } }: Candidate, prospects: Prospects): Rounds {
    const { withProxies, bound } = this.#question.hostsOf(point);
    const able = withProxies.filter(({ host }) => !bound.has(host));
    prospects.hostLosses = able.map((lost) => ({
      ...lost,
      trial: this.#trials.with(point, { path: `hosts.${lost.host}.enabled`, value: 'false' }),
    }));
    yield* this.#trials.judge(prospects.hostLosses.map(({ trial }) => trial));
  }

  *#grown({ trial }: Candidate, prospects: Prospects): Rounds {
    const design = this.#growing(trial.point);
    if (design !== undefined) prospects.months = yield* grownMonths(design, { passed: 0, before: trial });
  }

  #growing(point: DesignPoint): GrowingDesign | undefined {
    const { growth, siteOf } = this.#question;
    if (growth === null) return undefined;
    return { point, today: siteOf(point).dataFactor, growth, trials: this.#trials };
  }

  /** The cheapest design that holds with the data of the month in which the chosen one breaks, and how long it then lasts. */
  *#stepAfterBreak(chosen: Candidate): Rounds {
    const broken = this.months.at(-1);
    if (broken === undefined || broken.trial.verdict !== 'misses') return;
    const larger = this.candidates
      .slice(this.candidates.indexOf(chosen) + 1)
      .filter((other) => this.#hasAsMuch(other, chosen) && this.reasonAgainst(other) === undefined);
    for (const [before, candidate] of larger.entries()) {
      const design = this.#growing(candidate.trial.point)!;
      const month = grownMonth(design, broken.month);
      yield* this.#trials.judge([month.trial]);
      if (month.trial.verdict !== 'holds') continue;
      const later = yield* grownMonths(design, { passed: month.month, before: month.trial });
      this.#nextStep = { candidate, tried: before + 1, months: [month, ...later] };
      return;
    }
    this.#nextStep = { candidate: null, tried: larger.length, months: [] };
  }

  /** What there is can be kept: a step that has less of something is no step, but another design. */
  #hasAsMuch({ row }: Candidate, chosen: Candidate): boolean {
    return this.#question.experiment.axes.every((axis, i) => !isRising(axis) || row[i]! >= chosen.row[i]!);
  }
}

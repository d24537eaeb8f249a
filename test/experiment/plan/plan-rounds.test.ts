import { describe, expect, test } from 'vitest';
import type { DesignPoint } from '../../../src/experiment/designs/design.ts';
import { designsOf } from '../../../src/experiment/designs/designs.ts';
import type { Growth } from '../../../src/experiment/plan/growth.ts';
import { PlanSearch } from '../../../src/experiment/plan/plan-search.ts';
import type { ProxyHost, ToSurvive } from '../../../src/experiment/plan/prospects.ts';
import type { Trial } from '../../../src/experiment/plan/trial.ts';
import { rowOf } from '../../../src/experiment/sweep.ts';
import type { Outcome } from '../../../src/experiment/units/outcome.ts';
import { experimentOf } from '../../helpers/swept.ts';

/** What a night of a design comes to: seconds that its only job has to spare, negative where it is late. */
type World = (design: string, night: number) => number;

interface Asked {
  /** Values of the only axis, the dearer the more. */
  readonly slots?: string;
  readonly nightsAreAlike?: boolean;
  readonly confidence?: number;
  readonly nights?: number;
  readonly proxies?: readonly string[];
  /** `fixed` is a host that something else depends on. */
  readonly hosts?: readonly ProxyHost[];
  readonly survive?: readonly ToSurvive[];
  readonly dataFactor?: number;
  readonly growth?: Growth | null;
  /** By when a night must be over, seconds from its start; absent: nothing can be said of it. */
  readonly latestEnd?: number;
  /** Lower bound of every night, seconds. */
  readonly bound?: number;
  /** How long its job took, seconds; absent: no figure says so. */
  readonly windowOf?: (design: string) => number;
  /** Of a number of the axis; absent: the more the dearer. */
  readonly costOf?: (value: number) => number;
}

/** `maxConcurrentTasks=4 a.enabled=false`: what a design changes, by the ends of the paths. */
function wordsOf({ overlays }: DesignPoint): string {
  return overlays.map(({ path, value }) => `${path.replace(/^proxies\.(px1\.)?/, '')}=${value}`).join(' ');
}

function outcomeOf(spareSeconds: number, bound: number, window: number | undefined): Outcome {
  return {
    fingerprint: '',
    figures: {
      'jobs.nightly.spareSeconds': spareSeconds,
      'bound.seconds': bound,
      ...(window === undefined ? {} : { 'jobs.nightly.window': window, 'window.seconds': window }),
    },
    met: { nightly: spareSeconds >= 0 },
    boundBy: null,
    bottlenecks: {},
  };
}

/** Asks a search to its end, and gives the rounds with the nights of each design in them: `design: 0 1`. */
function searchIn(world: World, asked: Asked): { search: PlanSearch; rounds: string[][] } {
  const {
    slots = '1',
    nightsAreAlike = false,
    confidence = 1,
    nights = 1,
    proxies = [],
    hosts = [],
    survive = [],
    dataFactor = 1,
    growth = null,
    bound = 0,
    costOf = Number,
  } = asked;
  const { latestEnd } = asked;
  const experiment = experimentOf([`proxies.px1.maxConcurrentTasks=${slots}`], { replications: nights });
  const search = new PlanSearch({
    experiment,
    goal: { confidence, nights },
    designs: designsOf(experiment).map((point) => {
      const row = rowOf(experiment.axes, point);
      return { point, row, cost: { total: costOf(row[0]!), lines: [] } };
    }),
    latestEnd:
      latestEnd === undefined
        ? { kind: 'unknown', reason: 'nobody asked' }
        : { kind: 'known', seconds: latestEnd },
    nightsAreAlike,
    siteOf: () => ({ proxies, dataFactor }),
    hostsOf: () => ({
      withProxies: hosts,
      asProxies: 0,
      bound: new Map([['fixed', { vms: [0], repositories: [], jobs: [] }]]),
      machines: [],
    }),
    growth,
    survive,
    ownWindows: [],
    canVary: () => [],
    byDefault: () => ({ bottleneck: [], wait: [], bound: [] }),
  });
  const rounds: string[][] = [];
  for (let round = search.ask(); round.length > 0; round = search.ask()) {
    const designs = new Map<string, number[]>();
    for (const unit of round) {
      const design = wordsOf(unit.point);
      designs.set(design, [...(designs.get(design) ?? []), unit.replication]);
      search.tell(unit, outcomeOf(world(design, unit.replication), bound, asked.windowOf?.(design)));
    }
    rounds.push([...designs].map(([design, of]) => `${design}: ${of.join(' ')}`));
  }
  return { search, rounds };
}

describe('a search runs', () => {
  test('for each design first as many nights as can suffice to fail, and the rest if they leave it open', () => {
    // Of 4 nights 3 have to hold: 2 that miss are enough.
    const misses: Record<string, readonly number[]> = {
      'maxConcurrentTasks=1': [0, 1],
      'maxConcurrentTasks=2': [0, 3],
      'maxConcurrentTasks=3': [2],
    };
    const world = (design: string, night: number) => (misses[design]!.includes(night) ? -60 : 60);
    const { search, rounds } = searchIn(world, { slots: '1..4', confidence: 0.75, nights: 4 });
    expect(rounds).toEqual([
      ['maxConcurrentTasks=1: 0 1'],
      ['maxConcurrentTasks=2: 0 1'],
      ['maxConcurrentTasks=2: 2 3'],
      ['maxConcurrentTasks=3: 0 1'],
      ['maxConcurrentTasks=3: 2 3'],
    ]);
    expect(search.chosen!.row).toEqual([2]);
    expect(search.best).toBe(search.chosen);
    expect(search.runs).toBe(2 + 4 + 4);
    expect([search.losses, search.months]).toEqual([[], []]);
  });

  test('one night of each design where nights are alike, which stands for all of them', () => {
    const world = (design: string) =>
      design.startsWith('maxConcurrentTasks=1') || design.includes('a.') ? -60 : 60;
    const growth = { share: 1, per: 'year', months: 2 } as const;
    const asked = {
      slots: '1..3',
      confidence: 0.75,
      nights: 4,
      nightsAreAlike: true,
      proxies: ['a', 'b'],
      growth,
    };
    const { search, rounds } = searchIn(world, asked);
    expect(rounds).toEqual([
      ['maxConcurrentTasks=1: 0'],
      ['maxConcurrentTasks=2: 0'],
      ['maxConcurrentTasks=2 a.enabled=false: 0', 'maxConcurrentTasks=2 b.enabled=false: 0'],
      ['maxConcurrentTasks=2 dataFactor=1.059463: 0', 'maxConcurrentTasks=2 dataFactor=1.122462: 0'],
    ]);
    const heldOf = (trial: Trial) => `${trial.held} of ${trial.outcomes.length} ${trial.verdict}`;
    expect(search.candidates.slice(0, 2).map(({ trial }) => heldOf(trial))).toEqual([
      '0 of 4 misses',
      '4 of 4 holds',
    ]);
    expect(search.losses.map(({ trial }) => heldOf(trial))).toEqual(['0 of 4 misses', '4 of 4 holds']);
    expect(search.months.map(({ trial }) => heldOf(trial))).toEqual(['4 of 4 holds', '4 of 4 holds']);
    expect(search.runs).toBe(1 + 1 + 2 + 2);
  });

  test('for the design that holds, the loss of each of its proxies, all at once', () => {
    const world = (design: string, night: number) => {
      if (design.includes('a.enabled')) return -60;
      return design.includes('b.enabled') && night === 1 ? -60 : 60;
    };
    const { search, rounds } = searchIn(world, { nights: 2, proxies: ['a', 'b', 'c'] });
    const without = (proxy: string) => `maxConcurrentTasks=1 ${proxy}.enabled=false`;
    expect(rounds).toEqual([
      ['maxConcurrentTasks=1: 0'],
      ['maxConcurrentTasks=1: 1'],
      [`${without('a')}: 0`, `${without('b')}: 0`, `${without('c')}: 0`],
      [`${without('b')}: 1`, `${without('c')}: 1`],
    ]);
    expect(search.losses.map(({ proxy, trial }) => `${proxy} ${trial.verdict}`)).toEqual([
      'a misses',
      'b misses',
      'c holds',
    ]);
    expect(search.runs).toBe(2 + 3 + 2);
  });

  test('then the loss of each of its hosts with proxies, unless no design could survive that', () => {
    const hosts = ['esx1', 'fixed', 'esx2'].map((host) => ({ host, proxies: ['a'] }));
    const world = (design: string) => (design.includes('esx2.enabled') ? -60 : 60);
    const { search, rounds } = searchIn(world, { proxies: ['a'], hosts });
    expect(rounds).toEqual([
      ['maxConcurrentTasks=1: 0'],
      ['maxConcurrentTasks=1 a.enabled=false: 0'],
      [
        'maxConcurrentTasks=1 hosts.esx1.enabled=false: 0',
        'maxConcurrentTasks=1 hosts.esx2.enabled=false: 0',
      ],
    ]);
    expect(search.hostLosses.map(({ host, trial }) => `${host} ${trial.verdict}`)).toEqual([
      'esx1 holds',
      'esx2 misses',
    ]);
    expect(search.hostsNotTried.map(({ host }) => host)).toEqual(['fixed']);
  });

  test('what a design must survive first, and of one that does not, nothing more', () => {
    const hosts = [{ host: 'esx1', proxies: ['a'] }];
    // With 1 slot a lost host is too much, with 2 it is not.
    const world = (design: string) => (design.startsWith('maxConcurrentTasks=1 hosts') ? -60 : 60);
    const asked = { slots: '1..2', proxies: ['a'], hosts, survive: ['host'] as const };
    const { search, rounds } = searchIn(world, asked);
    expect(rounds).toEqual([
      ['maxConcurrentTasks=1: 0'],
      ['maxConcurrentTasks=1 hosts.esx1.enabled=false: 0'],
      ['maxConcurrentTasks=2: 0'],
      ['maxConcurrentTasks=2 hosts.esx1.enabled=false: 0'],
      ['maxConcurrentTasks=2 a.enabled=false: 0'],
    ]);
    expect(search.candidates.map((candidate) => search.shortfallOf(candidate))).toEqual([
      { kind: 'host', hosts: ['esx1'] },
      null,
    ]);
    expect(search.chosen!.row).toEqual([1]);
  });

  test('no losses if no design holds: the one that comes closest is the best', () => {
    const world = (design: string) => (design.endsWith('2') ? -10 : -20);
    const growth = { share: 1, per: 'year', months: 12 } as const;
    const { search, rounds } = searchIn(world, { slots: '1..3', proxies: ['a'], growth });
    expect(rounds).toEqual([
      ['maxConcurrentTasks=1: 0'],
      ['maxConcurrentTasks=2: 0'],
      ['maxConcurrentTasks=3: 0'],
    ]);
    expect(search.chosen).toBeUndefined();
    expect(search.best.row).toEqual([1]);
    expect([search.losses, search.months]).toEqual([[], []]);
  });
});

describe('of eight designs, a search', () => {
  const eight = { slots: '1..8', nights: 4, confidence: 0.75 };
  const asksFirst = (asked: Partial<Asked>) => searchIn(() => 60, { ...eight, ...asked }).rounds[0];

  test('asks for the cheapest first, whatever the order of the values', () => {
    expect(asksFirst({})).toEqual(['maxConcurrentTasks=1: 0 1']);
    expect(asksFirst({ costOf: (value) => -value })).toEqual(['maxConcurrentTasks=8: 0 1']);
  });

  test('looks at the largest first if that can show what is too small: four looks for eight designs are worth it', () => {
    expect(asksFirst({ latestEnd: 3600 })).toEqual(['maxConcurrentTasks=8: 0 1']);
    expect(asksFirst({ latestEnd: 3600, slots: '1..7' })).toEqual(['maxConcurrentTasks=1: 0 1']);
  });

  test('runs no other if the largest is too small by its bound: that one is the best', () => {
    const { search, rounds } = searchIn(() => -60, { ...eight, latestEnd: 3600, bound: 3601 });
    expect(rounds).toEqual([['maxConcurrentTasks=8: 0 1']]);
    expect([search.chosen, search.best.row]).toEqual([undefined, [7]]);
    expect(search.reasonAgainst(search.candidates[0]!)).toMatchObject({ boundSeconds: 3601 });
  });

  test('reports the chosen design as the best, though a more expensive one looked better at first', () => {
    // The largest holds in both nights of the first look, the smallest in three of its four.
    const world = (design: string, night: number) => (design.endsWith('=1') && night === 3 ? -60 : 60);
    const { search } = searchIn(world, { ...eight, latestEnd: 3600 });
    expect(search.chosen!.row).toEqual([0]);
    expect(search.best).toBe(search.chosen);
  });
});

describe('growth of the data for the design that holds', () => {
  const DOUBLED_YEARLY: Growth = { share: 1, per: 'year', months: 36 };
  const factorOf = (design: string) => Number(/dataFactor=([\d.]+)$/.exec(design)?.[1] ?? 0);

  test('is run a year at a time, without further nights of a month after one that is certain to fail', () => {
    // Twice as much a year from 1.5 on: 3 after a year; 1.5 x 2^(14/12) = 3.37 and 1.5 x 2^(15/12) = 3.57.
    // Two months later it would hold again.
    const world = (design: string) => {
      const factor = factorOf(design);
      return factor > 3.5 && !(factor > 3.9 && factor < 4.1) ? -60 : 60;
    };
    const asked = { nights: 2, dataFactor: 1.5, growth: DOUBLED_YEARLY };
    const { search, rounds } = searchIn(world, asked);
    const [, , firstYear, itsRest, secondYear, rest, ...others] = rounds;
    expect(firstYear!.map((each) => each.split(': ')[1])).toEqual(Array(12).fill('0'));
    expect(firstYear!.at(-1)).toBe('maxConcurrentTasks=1 dataFactor=3.000000: 0');
    expect(itsRest!.map((each) => each.split(': ')[1])).toEqual(Array(12).fill('1'));
    expect(secondYear).toHaveLength(12);
    expect(secondYear!.at(-1)).toBe('maxConcurrentTasks=1 dataFactor=6.000000: 0');
    // Months 13 and 14.
    expect(rest).toEqual(secondYear!.slice(0, 2).map((each) => each.replace(': 0', ': 1')));
    expect(others).toEqual([]);
    expect(search.months.map(({ month }) => month)).toEqual(Array.from({ length: 15 }, (_, i) => i + 1));
    expect(search.months.map(({ trial }) => trial.verdict)).toEqual([...Array(14).fill('holds'), 'misses']);
    expect(search.months[11]!.factor).toBeCloseTo(3, 12);
  });

  test('ends with the first month that fails, even if that shows in a later night than for others', () => {
    // After a month 1.06, after two 1.12, after three 1.19.
    const world = (design: string, night: number) => {
      const factor = factorOf(design);
      return factor > 1.15 || (factor > 1.1 && night === 1) ? -60 : 60;
    };
    const { search, rounds } = searchIn(world, { nights: 2, growth: DOUBLED_YEARLY });
    expect(rounds.slice(2).map((round) => round.length)).toEqual([12, 2]);
    expect(search.months.map(({ trial }) => trial.verdict)).toEqual(['holds', 'misses']);
  });

  test('ends with the first failing month of a year, settled early or late, whatever the next ones do', () => {
    // Twice as much a year: 1.06, 1.12, 1.19 after one, two and three months; 2 and 2.12 after 12 and 13.
    const breaksAt = (breaks: (factor: number, night: number) => boolean) => {
      const world = (design: string, night: number) => (breaks(factorOf(design), night) ? -60 : 60);
      const { search, rounds } = searchIn(world, { nights: 2, growth: DOUBLED_YEARLY });
      const asked = rounds.slice(2).map((round) => round.length);
      return { asked, months: search.months.length, last: search.months.at(-1)!.trial.verdict };
    };
    const late = breaksAt(
      (factor, night) => (night === 1 && Math.abs(factor - 1.06) < 0.01) || (factor > 1.15 && factor < 1.2),
    );
    expect(late).toEqual({ asked: [12, 2], months: 1, last: 'misses' });
    const atOnce = breaksAt((factor) => factor > 2.01 && factor < 2.2);
    expect(atOnce).toEqual({ asked: [12, 12, 12], months: 13, last: 'misses' });
  });

  test('ends with the last month requested if none fails', () => {
    // 10 % more a year is 1.1 x 1.1 after two; 18 months are a year and six more.
    const growth = { share: 0.1, per: 'year' } as const;
    const { search, rounds } = searchIn(() => 60, { growth: { ...growth, months: 24 } });
    expect(rounds.map((round) => round.length)).toEqual([1, 12, 12]);
    expect(search.months.at(-1)!.month).toBe(24);
    expect(search.months.at(-1)!.factor).toBeCloseTo(1.21, 12);
    const shorter = searchIn(() => 60, { growth: { ...growth, months: 18 } });
    expect(shorter.rounds.map((round) => round.length)).toEqual([1, 12, 6]);
  });
});

describe('years with room for nights twice as long', () => {
  const GROWN: Growth = { share: 1, per: 'year', months: 36 };
  const factorOf = (design: string) => Number(/dataFactor=([\d.]+)$/.exec(design)?.[1] ?? 1);
  /** The window is as long as the data is large, in minutes; `allowed` seconds. */
  const world = (allowed: number) => (design: string) => allowed - 60 * factorOf(design);
  const asked = (allowed: number) =>
    searchIn(world(allowed), {
      nights: 2,
      growth: GROWN,
      windowOf: (design) => 60 * factorOf(design),
    });

  test('only the last month of each is run', () => {
    // 8 times the data after three years: 480 s, twice in 960.
    const { search, rounds } = asked(960);
    expect(
      search.months.map(({ month, trial }) => [
        month,
        `${trial.held} of ${trial.outcomes.length} ${trial.verdict}`,
      ]),
    ).toEqual([
      [12, '2 of 2 holds'],
      [24, '2 of 2 holds'],
      [36, '2 of 2 holds'],
    ]);
    expect(rounds.flat()).toHaveLength(2 + 3 * 2);
    expect(search.runs).toBe(2 + 3 * 2);
  });

  test('from the first year without it, every month is run', () => {
    // 4 times after two years: 240 s, not twice in 479. All hold until 479 s are full, in month 36 by 480.
    const { search, rounds } = asked(479);
    expect(search.months.map(({ month }) => month)).toEqual([
      12,
      ...Array.from({ length: 24 }, (_, i) => i + 13),
    ]);
    expect(search.months.at(-1)!.trial.verdict).toBe('misses');
    // Month 24 is looked at first, and no night of it is run twice.
    expect(new Set(rounds.flat()).size).toBe(rounds.flat().length);
  });

  test('a design that is tight today is run month by month', () => {
    const { search } = asked(119);
    expect(search.months[0]!.month).toBe(1);
  });
});

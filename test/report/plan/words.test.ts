import { describe, expect, test } from 'vitest';
import type { TrialFigures } from '../../../src/experiment/plan/trial-figures.ts';
import { PLAIN } from '../../../src/report/characters/paint.ts';
import {
  hindranceLines,
  lossNotes,
  lossRows,
  lossVerdicts,
  tellsLosses,
} from '../../../src/report/plan/losses.ts';
import type { PlanData } from '../../../src/report/plan/plan-data.ts';
import {
  amountWords,
  certaintyWords,
  costWords,
  meanWords,
  nightsHeldWords,
  shortfallWords,
  spareRangeWords,
  spareWords,
  troubleWords,
  windowWords,
} from '../../../src/report/plan/words.ts';

test.each([
  [19, 20, '19 of 20 nights'],
  [0, 1, '0 of 1 night'],
  [1, 1, '1 of 1 night'],
])('%i of %i nights that hold are worded as %j', (held, n, words) => {
  expect(nightsHeldWords({ held, n, share: held / n, ci95: [0, 1] })).toBe(words);
});

test.each([
  [212, 329, '3m 32s to 5m 29s to spare'],
  [0, 60, '0s to 1m to spare'],
  [-329, -212, '3m 32s to 5m 29s late'],
  [-12, 240, '12s late to 4m to spare'],
])('a margin from %i to %i seconds is worded as %j', (low, high, words) => {
  expect(spareRangeWords(low, high)).toBe(words);
});

test.each([
  [0, '0'],
  [999, '999'],
  [8880, '8,880'],
  [1_234_567.5, '1,234,567.50'],
  [12.346, '12.35'],
])('%d as an amount is %s', (amount, words) => {
  expect(amountWords(amount)).toBe(words);
});

test('a cost is counted in steps, or has the unit of the price list if that has one', () => {
  const cost = (costUnit: string | null, of = 1200) => costWords(of, { costUnit } as PlanData);
  expect([cost(null, 1), cost(null, 12), cost('EUR'), cost('')]).toEqual([
    '1 step',
    '12 steps',
    '1,200 EUR',
    '1,200',
  ]);
});

test('a requirement is a window, or those of the jobs', () => {
  expect([windowWords({ window: '8h' }), windowWords({ window: null })]).toEqual([
    '8h',
    "the jobs' own windows",
  ]);
});

test('just in time is no time to spare, and a moment late is late', () => {
  expect([0, 0.2, -0.2, 60].map(spareWords)).toEqual([
    '0s to spare',
    '1s to spare',
    '1s late',
    '1m to spare',
  ]);
});

test.each([
  [{ kind: 'growth', month: 7 }, 'in month 7'],
  [{ kind: 'loss', proxies: ['px1'] }, 'without px1'],
  [{ kind: 'loss', proxies: ['a', 'b', 'c', 'd', 'e'] }, 'without any one of a, b, c and 2 more'],
  [{ kind: 'host', hosts: ['esx1'] }, 'without host esx1'],
  [{ kind: 'host', hosts: ['esx1', 'esx2'] }, 'without any one of the hosts esx1, esx2'],
] as const)('%j is %s', (shortfall, words) => {
  expect(shortfallWords(shortfall as never)).toBe(words);
});

test('a share of nights is told with what it says of all nights: of a single one nothing', () => {
  expect(certaintyWords({ held: 1, n: 1, share: 1, ci95: [0.2, 1] })).toBe(
    'one night, which says nothing about others',
  );
  expect(certaintyWords({ held: 20, n: 20, share: 1, ci95: [0.839, 1] })).toBe(
    'at least 83.9% of all nights, with 95% confidence',
  );
});

/** One night, in which `night` had an hour to spare. */
const HOUR: TrialFigures = {
  verdict: 'misses',
  held: { held: 0, n: 1, share: 0, ci95: [0, 0.79] },
  spare: { mean: 3600, sd: null, ci95: null, p50: 3600, p95: 3600, p99: 3600, n: 1 },
  unprotected: 0,
  worst: { night: 0, job: 'night', spareSeconds: 3600, bottleneck: 'none' },
  bestSpareSeconds: 3600,
  boundBy: null,
  gap: null,
  wait: null,
};

const HOLDS: TrialFigures = {
  ...HOUR,
  verdict: 'holds',
  held: { held: 1, n: 1, share: 1, ci95: [0.2, 1] },
};

const LATE: TrialFigures = {
  ...HOUR,
  spare: { ...HOUR.spare!, mean: -300 },
  worst: { ...HOUR.worst!, spareSeconds: -300 },
};

describe('work left undone', () => {
  test.each([
    [0, HOUR, '1h to spare', 'night 1h to spare'],
    [1, HOUR, '1 VM unprotected', 'work left undone'],
    [0.05, HOUR, '0.05 VMs unprotected', 'work left undone'],
    [3, LATE, '3 VMs unprotected, 5m late', 'work left undone; night 5m late'],
    [3, { ...HOUR, spare: null, worst: null }, '3 VMs unprotected, no end', 'a job does not finish'],
  ])(
    'on %d VMs per night is named instead of time to spare, and before lateness',
    (unprotected, of, mean, trouble) => {
      expect(meanWords({ ...of, unprotected })).toBe(mean);
      expect(troubleWords({ ...of, unprotected })).toBe(trouble);
    },
  );
});

describe('the verdict on losing a proxy', () => {
  const spare = (seconds: number): TrialFigures => ({ ...HOLDS, spare: { ...HOUR.spare!, mean: seconds } });
  const verdict = (losses: readonly TrialFigures[]) =>
    lossVerdicts(
      {
        designs: [],
        losses: losses.map((nights, n) => ({ proxy: `px${n + 1}`, nights })),
      } as unknown as PlanData,
      PLAIN,
    ).join(' ');

  test.each<readonly [string, readonly TrialFigures[]]>([
    ['N+1: NO, the only proxy, px1, cannot be spared.', [HOUR]],
    ['N+1: YES, the windows hold if the only proxy, px1, is lost.', [HOLDS]],
    ['N+1: NO, 2 of 2 proxies cannot be spared; each loss hurts equally.', [HOUR, HOUR]],
    ['N+1: NO, 1 of 2 proxies cannot be spared; losing px2 hurts most.', [HOLDS, HOUR]],
    ['N+1: YES, the windows hold if any one proxy is lost; each loss hurts equally.', [HOLDS, HOLDS]],
    // The table shows whole seconds, so nobody could see why one of them should hurt more.
    [
      'N+1: YES, the windows hold if any one proxy is lost; each loss hurts equally.',
      [spare(3600), spare(3600.1)],
    ],
    [
      'N+1: YES, the windows hold if any one proxy is lost; losing px1 or px3 hurts most.',
      [spare(60), spare(90), spare(60)],
    ],
    [
      'N+1: YES, the windows hold if any one proxy is lost; losing px2 or any of 3 others hurts most.',
      [90, 60, 60, 60, 60].map(spare),
    ],
  ])('%s', (words, losses) => {
    expect(verdict(losses)).toBe(words);
  });
});

describe('where Hyper-V hosts are proxies, too', () => {
  const plan = (hostProxies: number, proxies: readonly string[], hosts: readonly string[] = []) =>
    ({
      hostProxies,
      designs: [],
      chosen: 0,
      losses: proxies.map((proxy) => ({ proxy, nights: HOLDS })),
      ...(hosts.length === 0
        ? {}
        : { hostLosses: hosts.map((host) => ({ host, proxies: [host], nights: HOLDS })) }),
    }) as unknown as PlanData;

  test('the verdict on proxies is about declared ones, and that on hosts about all that have proxies', () => {
    expect(lossVerdicts(plan(2, ['off1'], ['hv1', 'hv2']), PLAIN)).toEqual([
      'N+1: YES, the windows hold if the only declared proxy, off1, is lost.',
      'N+1 of hosts: YES, the windows hold if any one host with proxies is lost; each loss hurts equally.',
    ]);
    expect(lossVerdicts(plan(1, [], ['hv1']), PLAIN)).toEqual([
      'N+1 of hosts: YES, the windows hold if the only host with proxies, hv1, is lost.',
    ]);
  });

  test('the verdict is about the hosts that were tried if there are others', () => {
    const others = (hosts: readonly string[]) =>
      lossVerdicts({ ...plan(0, [], hosts), hostsNotTried: [{}] } as unknown as PlanData, PLAIN);
    expect(others(['esx1', 'esx2'])).toEqual([
      'N+1 of hosts: YES, the windows hold if any one host that was tried is lost; each loss hurts equally.',
    ]);
    expect(others(['esx1'])).toEqual([
      'N+1 of hosts: YES, the windows hold if the only host that was tried, esx1, is lost.',
    ]);
  });

  test('a stored plan that tried no hosts says so', () => {
    expect(lossVerdicts(plan(1, []), PLAIN)).toEqual(['N+1: not tried, since no proxy is declared.']);
    expect(lossNotes(plan(4, []))).toEqual([
      'Not tried: the loss of one of 4 Hyper-V hosts, which works as a proxy for its own VMs.',
    ]);
    const none = { ...plan(1, []), chosen: null };
    expect([plan(1, []), none, plan(0, [])].map(tellsLosses)).toEqual([true, false, false]);
  });
});

describe('what was lost, and what was not tried', () => {
  const notTried = (more: object) => ({ host: 'esx1', vms: 0, repositories: [], jobs: [], ...more });
  const plan = (more: object) =>
    ({ losses: [], chosen: 0, designs: [{}], best: 0, ...more }) as unknown as PlanData;

  test('a host that something depends on is named with the reason, each kind in a sentence', () => {
    expect(
      lossNotes(
        plan({
          hostsNotTried: [
            notTried({ vms: 2, repositories: ['repo'] }),
            notTried({ host: 'esx2', vms: 1 }),
            notTried({ host: 'esx3', repositories: ['repo'], jobs: ['dr'] }),
            notTried({ host: 'esx4', jobs: ['dr', 'far'] }),
          ],
        }),
      ),
    ).toEqual([
      'Not tried: the loss of esx1, esx2, since no other host could run 3 VMs of them.',
      'Not tried: the loss of esx3, since repo would be lost with it.',
      'Not tried: the loss of esx4, since dr, far could write to no other.',
    ]);
  });

  test('links are named, with what shows the loss of the first', () => {
    expect(lossNotes(plan({ linksNotTried: ['wan'] }))).toEqual([
      'Not tried: the loss of link wan, since what needs a link waits until it is back.',
      "See what waits with run --set 'faults=[{ at: 0s, kind: link-down, target: wan }]'",
    ]);
    expect(lossNotes(plan({ linksNotTried: ['a', 'b'] }))[0]).toMatch(
      /^Not tried: the loss of links a, b, since /,
    );
  });

  test('a proxy on the machine of a repository was lost as a proxy only', () => {
    expect(lossNotes(plan({ machines: [{ proxy: 'px1', repositories: ['repo'] }] }))).toEqual([
      'px1 is lost as a proxy only: repo needs its machine, and no design survives the loss of that.',
    ]);
  });

  test('where nothing changes without any one of them, no loss hurts', () => {
    const losses = ['px1', 'px2'].map((proxy) => ({ proxy, nights: HOLDS }));
    const verdict = (own: TrialFigures) =>
      lossVerdicts(plan({ losses, designs: [{ nights: own }], best: 0 }), PLAIN)[0];
    expect(verdict(HOLDS)).toBe(
      'N+1: YES, the windows hold if any one proxy is lost; no loss makes a difference.',
    );
    const better = { ...HOLDS, spare: { ...HOLDS.spare!, mean: 7200 } };
    expect(verdict(better)).toMatch(/; each loss hurts equally\.$/);
  });

  test('--survive host is told in vain where no host has a proxy', () => {
    const losses = [{ proxy: 'san1', nights: HOLDS }];
    expect(lossVerdicts(plan({ losses, survive: ['host'] }), PLAIN).at(-1)).toBe(
      'N+1 of hosts: no host has a proxy.',
    );
  });

  test('hosts that were not tried, because the design does not survive the loss of a proxy, may have one', () => {
    const losses = [{ proxy: 'px1', nights: HOUR }];
    const designs = [{ shortfall: { kind: 'loss', proxies: ['px1'] } }];
    const missed = plan({ losses, designs, chosen: null, survive: ['loss', 'host'] });
    expect(lossVerdicts(missed, PLAIN)).toEqual([
      'N+1: NO, the only proxy, px1, cannot be spared.',
      'N+1 of hosts: not tried, since the design does not survive the loss of a proxy.',
    ]);
  });

  test('proxies and hosts share a table, those first whose loss hurts most, alike ones of a kind in one row', () => {
    const host = (name: string, proxies: readonly string[], nights = HOLDS) => ({
      host: name,
      proxies,
      nights,
    });
    const rows = lossRows(
      plan({
        losses: ['px1', 'px2'].map((proxy) => ({ proxy, nights: HOLDS })),
        hostLosses: [host('esx1', ['px1', 'px2'], HOUR), host('esx2', ['px3']), host('hv1', ['hv1'])],
      }),
    );
    expect(rows.map(([name, held]) => [name, held])).toEqual([
      ['host esx1 (px1, px2)', '0 of 1'],
      ['px1, px2', '1 of 1'],
      ['hosts esx2, hv1', '1 of 1'],
    ]);
  });
});

describe('a proxy without which there is more to spare', () => {
  const between = (low: number, mean: number, high: number): TrialFigures => ({
    ...HOLDS,
    spare: { ...HOLDS.spare!, mean, ci95: [low, high] },
  });
  const said = (own: TrialFigures, nights: Readonly<Record<string, TrialFigures>>) =>
    hindranceLines({
      designs: [{ nights: own }],
      best: 0,
      losses: Object.entries(nights).map(([proxy, lost]) => ({ proxy, nights: lost })),
    } as unknown as PlanData);

  test('is named with what that gains', () => {
    expect(said(between(1700, 1800, 1900), { off1: between(3500, 3600, 3700), px1: HOUR })).toEqual([
      'off1 makes the nights longer: without it there is more to spare on average, 1h instead of 30m.',
    ]);
  });

  test('with others like it, the one that costs most first', () => {
    const nights = { a: between(3500, 3600, 3700), b: between(7100, 7200, 7300) };
    expect(said(between(1700, 1800, 1900), nights)).toEqual([
      'b, a make the nights longer: without b there is more to spare on average, 2h instead of 30m.',
    ]);
  });

  test('is not named where it may be chance, is less than a minute, or leaves VMs without a backup', () => {
    const own = between(1700, 1800, 1900);
    expect(said(own, { px1: between(1899, 3600, 5300) })).toEqual([]);
    expect(said(between(1799, 1800, 1801), { px1: between(1858, 1859, 1860) })).toEqual([]);
    expect(said(own, { px1: { ...between(3500, 3600, 3700), unprotected: 1 } })).toEqual([]);
  });
});

test('proxies whose loss has the same effect share a row, the worst first', () => {
  const late: TrialFigures = {
    ...HOUR,
    spare: { ...HOUR.spare!, mean: -60 },
    worst: { ...HOUR.worst!, spareSeconds: -60 },
  };
  const nights = { a: HOUR, b: late, c: HOUR, d: HOUR, e: HOUR };
  const losses = Object.entries(nights).map(([proxy, own]) => ({ proxy, nights: own }));
  const rows = lossRows({ losses } as unknown as PlanData);
  expect(rows.map(([names, , , worst]) => `${names}: ${worst}`)).toEqual([
    'b: night 1m late',
    'a, c, d and 1 more: night 1h to spare',
  ]);
});

test('of long names a row has as many as fit, and always tells how many more there are', () => {
  const losses = ['fra-px1', 'fra-px2', 'fra-px3', 'fra-px4'].map((proxy) => ({ proxy, nights: HOUR }));
  const rows = lossRows({ losses } as unknown as PlanData);
  // With three names it would be 36 characters, of which a table shows 34.
  expect(rows.map(([names]) => names)).toEqual(['fra-px1, fra-px2 and 2 more']);
});

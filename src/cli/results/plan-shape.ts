import * as z from 'zod';
import { TO_SURVIVE } from '../../experiment/plan/prospects.ts';
import type { TrialFigures } from '../../experiment/plan/trial-figures.ts';
import type { DesignDefaults } from '../../experiment/replications/design-defaults.ts';
import type { ThingWaitRow } from '../../metrics/limits/wait-rows.ts';
import { BOTTLENECKS, WAIT_CAUSES } from '../../metrics/summary/summary.ts';
import type { PlanData, PlanDesign, PlanMonth } from '../../report/plan/plan-data.ts';

const text = z.string();
const number = z.number();
const count = z.int().min(0);
const interval = z.tuple([number, number]);

const NIGHTS: z.ZodType<TrialFigures> = z
  .object({
    verdict: z.enum(['holds', 'misses', 'open']),
    held: z.object({ share: number, ci95: interval, held: count, n: z.int().min(1) }),
    spare: z
      .object({
        mean: number,
        sd: number.nullable(),
        ci95: interval.nullable(),
        p50: number,
        p95: number,
        p99: number,
        n: count,
      })
      .nullable(),
    unprotected: number,
    worst: z.object({ night: count, job: text, spareSeconds: number, bottleneck: text }).nullable(),
    bestSpareSeconds: number.nullable(),
    boundBy: text.nullable(),
    gap: number.nullable(),
    neverStarted: z.record(text, count).exactOptional(),
    wait: z.object({ cause: z.enum(WAIT_CAUSES), seconds: number }).nullable(),
  })
  .refine(({ spare, worst }) => (spare === null) === (worst === null), { path: ['worst'] })
  .refine(({ spare, bestSpareSeconds: best }) => (spare === null) === (best === null), {
    path: ['bestSpareSeconds'],
  });

const FIGURES = z.array(z.object({ field: text, value: text, things: z.array(text) }));
const BY_DEFAULT: z.ZodType<DesignDefaults> = z.object({
  bottleneck: FIGURES,
  wait: FIGURES,
  bound: FIGURES,
});

const THING_WAIT: z.ZodType<ThingWaitRow> = z.object({
  job: text,
  cause: z.enum(WAIT_CAUSES),
  thing: text.nullable(),
  seconds: number,
});

const DESIGN: z.ZodType<PlanDesign> = z.object({
  values: z.record(text, text),
  policy: text.nullable(),
  cost: number,
  costLines: z.array(z.object({ path: text, amount: number, price: number, per: text.nullable() })),
  fate: z.enum(['holds', 'falls-short', 'misses', 'too-small', 'dearer']),
  shortfall: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('loss'), proxies: z.array(text) }),
      z.object({ kind: z.literal('host'), hosts: z.array(text) }),
      z.object({ kind: z.literal('growth'), month: count }),
    ])
    .exactOptional(),
  ruledOutBy: z.object({ design: text, boundSeconds: number, boundBy: text }).nullable(),
  nights: NIGHTS.nullable(),
});

const MONTH: z.ZodType<PlanMonth> = z.object({ month: count, dataFactor: number, nights: NIGHTS });

/** The required content of `plan.json`, from which everything shown of a plan can be made. */
export const PLAN_SHAPE: z.ZodType<PlanData> = z
  .object({
    scenario: z.object({ name: text, file: text, sha256: text }),
    version: text,
    set: z.array(text),
    seed: z.union([number, text]).nullable(),
    untilSeconds: number.nullable(),
    replications: count,
    precision: number.nullable(),
    window: text.nullable(),
    ownWindows: z.array(z.object({ job: text, window: text.nullable() })),
    confidence: number,
    nights: count,
    nightsAreAlike: z.literal(true).exactOptional(),
    runs: count,
    costUnit: text.nullable(),
    boundLimitSeconds: number.nullable(),
    boundUnusedSince: text.nullable(),
    axes: z.array(z.object({ path: text, values: z.array(text) })),
    chosen: count.nullable(),
    best: count,
    designs: z.array(DESIGN),
    stepsDown: z.array(z.object({ axis: text, design: count })),
    losses: z.array(z.object({ proxy: text, nights: NIGHTS })),
    hostLosses: z.array(z.object({ host: text, proxies: z.array(text), nights: NIGHTS })).exactOptional(),
    hostsNotTried: z
      .array(z.object({ host: text, vms: count, repositories: z.array(text), jobs: z.array(text) }))
      .exactOptional(),
    machines: z.array(z.object({ proxy: text, repositories: z.array(text) })).exactOptional(),
    hostProxies: count.exactOptional(),
    linksNotTried: z.array(text).exactOptional(),
    growth: z.object({ share: number, per: z.enum(['year', 'month']), months: count }).nullable(),
    survive: z.array(z.enum(TO_SURVIVE)).exactOptional(),
    months: z.array(MONTH),
    nextStep: z.object({ design: count.nullable(), tried: count, months: z.array(MONTH) }).exactOptional(),
    canVary: z.array(z.object({ path: text, now: text, values: text })),
    byDefault: BY_DEFAULT,
    waitsByThing: z.array(THING_WAIT).nullable(),
    limitedBy: z
      .array(z.object({ job: text, stage: z.enum(BOTTLENECKS), by: text, bytes: number }))
      .exactOptional(),
    tooLongDisk: z
      .object({ job: text, task: text, aloneSeconds: number, allowedSeconds: number })
      .exactOptional(),
    largestFirst: z.object({ job: text, spareSeconds: number }).exactOptional(),
    again: z.object({ plan: text, night: text, vary: text.nullable() }),
  })
  .superRefine((plan, context) => {
    for (const path of brokenReferences(plan)) context.addIssue({ code: 'custom', path });
  });

/** Paths of references to parts that do not exist. */
function brokenReferences(plan: PlanData): (string | number)[][] {
  const { axes, designs, chosen, best, stepsDown, growth, months, nextStep } = plan;
  const paths = axes.map(({ path }) => path);
  return [
    ...(designs[best]?.nights == null ? [['best']] : []),
    ...(chosen !== null && chosen !== best ? [['chosen']] : []),
    ...designs.flatMap(({ values }, row) =>
      paths.some((path) => values[path] === undefined) ? [['designs', row, 'values']] : [],
    ),
    ...stepsDown.flatMap(({ axis, design }, i) =>
      paths.includes(axis) && design < designs.length ? [] : [['stepsDown', i]],
    ),
    ...(nextStep !== undefined && isBrokenStep(nextStep, designs) ? [['nextStep']] : []),
    ...(growth !== null && chosen !== null && months.length === 0 ? [['months']] : []),
  ];
}

function isBrokenStep(
  { design, months }: NonNullable<PlanData['nextStep']>,
  designs: readonly PlanDesign[],
): boolean {
  return design === null ? months.length > 0 : months.length === 0 || design >= designs.length;
}

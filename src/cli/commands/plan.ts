import { join } from 'node:path';
import { present } from '../../collections/present.ts';
import type { Result } from '../../diagnostics/diagnostic.ts';
import { type Plan, planOf } from '../../experiment/plan/plan.ts';
import { planQuestion } from '../../experiment/plan/plan-question.ts';
import { PlanSearch } from '../../experiment/plan/plan-search.ts';
import { type PriceList, readPriceList } from '../../experiment/plan/price-list.ts';
import { trialFigures } from '../../experiment/plan/trial-figures.ts';
import { planData } from '../../report/plan/build-plan-data.ts';
import { planJson } from '../../report/plan/json.ts';
import type { PlanData } from '../../report/plan/plan-data.ts';
import { planText } from '../../report/plan/text.ts';
import { areNightsAlike } from '../../runs/experiments/alike-nights.ts';
import { closerLook } from '../../runs/experiments/closer-look.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type CountOptions, readCounts } from '../experiment/counts.ts';
import { type PlanOptions, readPlanRequest } from '../experiment/plan-request.ts';
import { prepareExperiment } from '../experiment/prepare.ts';
import { runExperiment } from '../experiment/run-experiment.ts';
import type { Io } from '../io.ts';
import { commandLine, optionWords } from '../program/command-line.ts';
import { holdsOtherResult } from '../results/other-result.ts';
import { PLANS_FOLDER, resultName } from '../results/result-folder.ts';
import { seedText } from '../runs/seed-option.ts';
import { reportPaint } from '../terminal/paint.ts';
import { refused, showDiagnostics } from '../terminal/problems.ts';

export interface PlanArguments extends PlanOptions, Pick<CountOptions, 'workers' | 'queue'> {
  readonly file: string;
  /** File of a price list. */
  readonly cost?: string;
  readonly resume?: boolean;
  readonly output?: string;
  readonly json?: boolean;
}

/** Finds the cheapest design that holds a window, and how robust it is. Exit code 1 if none does. */
export async function plan(args: PlanArguments, io: Io): Promise<ExitCode> {
  const request = readPlanRequest(args.file, args);
  // The number of runs follows from the goal.
  const counts = readCounts(present({ workers: args.workers, queue: args.queue }), io);
  const problems = [request, counts].flatMap((read) => (read.ok ? [] : read.diagnostics));
  if (!request.ok || !counts.ok) return refused(io, problems);
  const prices = await pricesOf(args.cost, io);
  if (!prices.ok) return refused(io, prices.diagnostics);
  const prepared = await prepareExperiment(request.value.experiment, io);
  if (!prepared.ok) return refused(io, prepared.diagnostics);
  const { input, scenario } = prepared.value;
  const { goal, growth, survive, window } = request.value;
  const nightsAreAlike = areNightsAlike(scenario, input.experiment);
  const question = io.interruptible(() =>
    planQuestion({ ...input, scenario }, { goal, nightsAreAlike, growth, survive, prices: prices.value }),
  );
  if (!question.ok) return refused(io, question.diagnostics);
  showDiagnostics(io, prepared.warnings);
  const search = new PlanSearch(question.value);
  const folder = args.output ?? join(PLANS_FOLDER, resultName(io, args.file));
  if (await holdsOtherResult(io, folder, 'plan')) return EXIT.badInput;
  /** Once the search is over. */
  const answer = (): PlanData => {
    const looked = io.interruptible(() => closerLook(input, search.best.trial));
    const found = planOf(search, question.value, { window, prices: prices.value, ...looked });
    return planData(found, {
      plan: commandLine(questionWords(args)),
      night: commandLine(nightWords(found, args)),
      vary: varyLine(found, args),
    });
  };
  let known: PlanData | undefined;
  const done = () => {
    known ??= answer();
    return known;
  };
  const code = await runExperiment(
    {
      input,
      study: search,
      folder,
      workers: counts.value.workers,
      queue: counts.value.queue,
      resume: args.resume === true,
      command: planWords(args),
    },
    async () => {
      const { writePlanFolder } = await import('../experiment/plan-folder.ts');
      await writePlanFolder(io, folder, done());
    },
    io,
  );
  if (code !== undefined) return code;
  const found = done();
  if (args.json === true) io.stdout.write(planJson(found));
  else io.stdout.write(`${planText(found, reportPaint(io, io.stdout))}\n${lastLines(found, folder)}`);
  return found.chosen === null ? EXIT.missed : EXIT.fine;
}

async function pricesOf(file: string | undefined, io: Io): Promise<Result<PriceList | null>> {
  if (file === undefined) return { ok: true, value: null, warnings: [] };
  return readPriceList({ name: file, text: await io.readText(file) });
}

/** How to look at the worst night of the best design, and where to find the rest. */
function lastLines({ again, designs, best }: PlanData, folder: string): string {
  const label = designs[best]?.nights?.worst == null ? 'One night of it' : 'Its worst night';
  return `${label}: ${again.night}\nEverything: ${folder}\n`;
}

/** The command that runs the worst night of the best design. */
function nightWords({ best, experiment }: Plan, args: PlanArguments): string[] {
  const { policy, overlays } = best.trial.point;
  const words = ['proxysim', 'run', args.file];
  // If an axis varies the seed, it is among the settings.
  if (experiment.seed !== null) words.push('--seed', seedText(experiment.seed));
  const night = trialFigures(best.trial).worst?.night ?? 0;
  if (night > 0) words.push('--replay', `${night}`);
  if (policy !== undefined) words.push('--policy', policy);
  for (const { path, value } of [...experiment.overlays, ...overlays])
    words.push('--set', `${path}=${value}`);
  return [...words, ...optionWords({ until: args.until })];
}

/** Parts varied together in an example: more would make too many designs. */
const VARIED_TOGETHER = 2;

/**
 * The command that tries other designs, by varying the first parts of two kinds; null: something was varied already,
 * or nothing can be.
 */
function varyLine({ canVary }: Plan, args: PlanArguments): string | null {
  const kindOf = (path: string) => path.slice(path.lastIndexOf('.'));
  const first = canVary.filter(
    ({ path }, i) => canVary.findIndex((other) => kindOf(other.path) === kindOf(path)) === i,
  );
  const vary = first.slice(0, VARIED_TOGETHER).map(({ path, values }) => `${path}=${values}`);
  return vary.length === 0 ? null : commandLine(questionWords({ ...args, vary }));
}

/** The command to repeat the plan, including what runs the work. */
function planWords(args: PlanArguments): string[] {
  const { workers, queue, output } = args;
  return [...questionWords(args), ...optionWords({ workers, queue, output })];
}

/** The options that the answer depends on, which exclude what runs the work. */
function questionWords(args: PlanArguments): string[] {
  const { vary, set, window, confidence, cost, replications, growth, years, survive, policy, seed, until } =
    args;
  const asked = { vary, set, window, confidence, cost, replications, growth, years, survive };
  return ['proxysim', 'plan', args.file, ...optionWords({ ...asked, policy, seed, until })];
}

import { optionDiagnostic } from '../../diagnostics/bad-option.ts';
import type { Diagnostic, Result } from '../../diagnostics/diagnostic.ts';
import { type Goal, nightsFor, windowOverlays } from '../../experiment/plan/goal.ts';
import { type Growth, readGrowth, readYears } from '../../experiment/plan/growth.ts';
import { ownWindowOverlays } from '../../experiment/plan/own-windows.ts';
import { TO_SURVIVE, type ToSurvive } from '../../experiment/plan/prospects.ts';
import { parseDuration } from '../../units/parse-duration.ts';
import { parseShare } from '../../units/parse-quantity.ts';
import { shown } from '../../units/quantity-problem.ts';
import { readChanges } from '../runs/run-changes.ts';
import { readCount } from './counts.ts';
import type { ExperimentRequest } from './prepare.ts';
import { variedAxes } from './varied-axes.ts';

/** The options that define the question of a plan; the others say how the work is done. */
export interface PlanOptions {
  readonly window?: string;
  readonly confidence?: string;
  /** Each `PATH=VALUES`. */
  readonly vary?: readonly string[];
  readonly replications?: string;
  readonly growth?: string;
  readonly years?: string;
  /** `loss,host,growth`, or some of these. */
  readonly survive?: string;
  readonly policy?: string;
  readonly seed?: string;
  readonly set?: readonly string[];
  readonly until?: string;
}

export interface PlanRequest {
  readonly experiment: ExperimentRequest;
  readonly goal: Goal;
  /** Null: each job's own window. */
  readonly window: string | null;
  readonly growth: Growth | null;
  readonly survive: readonly ToSurvive[];
}

const DEFAULT_CONFIDENCE = '95%';
const DEFAULT_YEARS = '3';

/** Parses the options; reports every one that is invalid. */
export function readPlanRequest(file: string, options: PlanOptions): Result<PlanRequest> {
  const diagnostics: Diagnostic[] = [];
  const { vary = [], policy, ...changing } = options;
  const window = windowOf(options.window, diagnostics);
  const confidence = confidenceOf(options.confidence ?? DEFAULT_CONFIDENCE, diagnostics);
  const nights =
    options.replications === undefined
      ? nightsFor(confidence)
      : (readCount('--replications', options.replications, diagnostics) ?? 1);
  const growth = growthOf(options, diagnostics);
  const survive = surviveOf(options, diagnostics);
  const changes = readChanges(changing);
  if (!changes.ok) diagnostics.push(...changes.diagnostics);
  const overlays = changes.ok ? changes.value.overlays : [];
  const axes = variedAxes(vary, { overlays, seed: options.seed, policy }, diagnostics);
  if (diagnostics.length > 0 || !changes.ok) return { ok: false, diagnostics };
  const experiment: ExperimentRequest = {
    file,
    ...(window === null
      ? { changes: changes.value, moreOverlays: ownWindowOverlays }
      : { changes: { ...changes.value, overlays: [...changes.value.overlays, ...windowOverlays(window)] } }),
    axes,
    sampling: { kind: 'crossed' },
    policies: policy === undefined ? [] : [policy],
    replications: nights,
    precision: null,
  };
  return {
    ok: true,
    value: { experiment, goal: { confidence, nights }, window, growth, survive },
    warnings: [],
  };
}

/** Null: each job's own window. */
function windowOf(text: string | undefined, diagnostics: Diagnostic[]): string | null {
  if (text === undefined) return null;
  const read = parseDuration(text);
  if (read.ok && read.value > 0) return text.trim();
  const message = `${shown(text)} is not a length of time.`;
  diagnostics.push(optionDiagnostic('--window', message, 'Write for example --window 8h.'));
  return null;
}

function confidenceOf(text: string, diagnostics: Diagnostic[]): number {
  const read = parseShare(text);
  if (read.ok && read.value > 0) return read.value;
  const message = read.ok ? 'a window that never has to hold is always held.' : read.problem.message;
  diagnostics.push(optionDiagnostic('--confidence', message, 'Write for example --confidence 95%.'));
  return 1;
}

function surviveOf({ survive = '', growth }: PlanOptions, diagnostics: Diagnostic[]): readonly ToSurvive[] {
  const words = survive === '' ? [] : survive.split(',').map((word) => word.trim());
  const known = TO_SURVIVE.filter((trouble) => words.includes(trouble));
  const wrong = words.find((word) => !TO_SURVIVE.some((trouble) => trouble === word));
  if (wrong !== undefined)
    diagnostics.push(
      optionDiagnostic(
        '--survive',
        `${shown(wrong)} is not something that a plan can try.`,
        'Write loss (of any one proxy), host (any one with its proxies), growth (needs --growth), or several: loss,growth.',
      ),
    );
  if (known.includes('growth') && growth === undefined)
    diagnostics.push(
      optionDiagnostic('--survive', 'growth needs --growth.', 'Write for example --growth 15%/y.'),
    );
  return known;
}

function growthOf({ growth, years }: PlanOptions, diagnostics: Diagnostic[]): Growth | null {
  if (growth === undefined) {
    if (years !== undefined)
      diagnostics.push(optionDiagnostic('--years', 'needs --growth.', 'Write for example --growth 15%/y.'));
    return null;
  }
  const pace = readGrowth(growth);
  if (pace === undefined)
    diagnostics.push(
      optionDiagnostic(
        '--growth',
        `${shown(growth)} is not a growth rate above 0, up to 1000%/y or 100%/month.`,
        'Write for example --growth 15%/y or --growth 2%/month (4% a quarter is 17%/y).',
      ),
    );
  const months = readYears(years ?? DEFAULT_YEARS);
  if (months === undefined)
    diagnostics.push(
      optionDiagnostic(
        '--years',
        `${shown(years ?? '')} is not a whole number of months from 1 month to 20 years.`,
        'Write for example --years 3, or --years 1.5 for 18 months.',
      ),
    );
  return pace === undefined || months === undefined ? null : { ...pace, months };
}

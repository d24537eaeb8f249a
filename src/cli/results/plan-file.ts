import { PLAN_FORMAT } from '../../report/plan/json.ts';
import type { PlanData } from '../../report/plan/plan-data.ts';
import { PLAN_SHAPE } from './plan-shape.ts';
import { type ReadStored, readStoredJson } from './stored-json.ts';

/** The file's name in a plan's folder. */
export const PLAN_FILE = 'plan.json';

/** Parses a file that `plan` wrote. */
export function readPlanFile(text: string): ReadStored<PlanData> {
  return readStoredJson(text, { format: PLAN_FORMAT, what: 'a plan', shape: PLAN_SHAPE });
}

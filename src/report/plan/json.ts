import type { PlanData } from './plan-data.ts';

export const PLAN_FORMAT = 'proxysim-plan/4';

/**
 * The text of `plan.json`: the question, the answer as an index into the designs, every design by cost, lost proxies,
 * months.
 */
export function planJson(plan: PlanData): string {
  return `${JSON.stringify({ format: PLAN_FORMAT, ...plan }, null, 2)}\n`;
}

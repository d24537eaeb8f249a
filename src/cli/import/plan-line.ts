import type { InventorySummary } from '../../import/inventory/summary.ts';
import { commandLine } from '../program/command-line.ts';

/** The parts that an import has planned. How many of them are needed is the question that a plan answers. */
export interface PlannedParts {
  /** The planned proxies by name patterns, each to be counted on its own. */
  readonly proxyPatterns: readonly string[];
  /** Number of all planned proxies. */
  readonly proxies: number;
  /** Task slots of the largest planned repository. */
  readonly repositorySlots: number;
}

/** Most proxies that are tried where few are planned. */
const FEW = 8;

/** The name pattern of the proxies that an inventory is planned with. */
const INVENTORY_PROXIES = 'px*';

/** The line for an inventory; none where hosts are proxies, so that their number is not in question. */
export function inventoryPlanLine(scenario: string, summary: InventorySummary): string {
  return summary.proxies === 0 ? '' : planLine(scenario, { ...summary, proxyPatterns: [INVENTORY_PROXIES] });
}

/**
 * The line with the command that finds the number of proxies. The slots of repositories are varied beside it: they are planned
 * for as many proxies as there are now, and more proxies would wait for them.
 */
export function planLine(
  scenario: string,
  { proxyPatterns, proxies, repositorySlots: slots }: PlannedParts,
  options: {
    readonly first?: readonly string[];
    readonly last?: readonly string[];
    /** What the user has to know before the command. */
    readonly remark?: string;
  } = {},
): string {
  const count = `1..${Math.max(FEW, 2 * proxies)}`;
  const axes = [
    ...proxyPatterns.map((pattern) => `proxies.${pattern}.count=${count}`),
    `repositories.*.maxConcurrentTasks=${[slots, 2 * slots, 4 * slots].join(',')}`,
  ];
  const vary = axes.flatMap((axis) => ['--vary', axis]);
  const { first = [], last = [], remark } = options;
  const question = `How many proxies it takes${remark === undefined ? '' : ` (${remark})`}`;
  return `${question}: ${commandLine(['proxysim', 'plan', scenario, ...first, ...vary, ...last])}\n`;
}

import { join } from 'node:path';
import type { Plan } from '../../experiment/plan/plan.ts';
import { planPage } from '../../report/page/plan-page.ts';
import { PLAN_FILE, planJson } from '../../report/plan/json.ts';
import { planMarkdown } from '../../report/plan/markdown.ts';
import type { Io } from '../io.ts';
import { PAGE_FILE, pageParts } from '../page-script.ts';
import { MARKDOWN_FILE } from '../results/report-views.ts';

/** Writes what a search found for people and programs; `plan.json` last, so that a folder that has one is complete. `again`: commands. */
export async function writePlanFolder(
  io: Io,
  folder: string,
  plan: Plan,
  again: readonly string[],
): Promise<void> {
  await io.writeFileAtomically(join(folder, MARKDOWN_FILE), planMarkdown(plan, again));
  await io.writeFileAtomically(join(folder, PAGE_FILE), planPage(plan, again, await pageParts()));
  await io.writeFileAtomically(join(folder, PLAN_FILE), planJson(plan));
}

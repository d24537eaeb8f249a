import { join } from 'node:path';
import { planPage } from '../../report/page/plan-page.ts';
import { planJson } from '../../report/plan/json.ts';
import { planMarkdown } from '../../report/plan/markdown.ts';
import type { PlanData } from '../../report/plan/plan-data.ts';
import type { Io } from '../io.ts';
import { PAGE_FILE, pageParts } from '../page-script.ts';
import { PLAN_FILE } from '../results/plan-file.ts';
import { MARKDOWN_FILE } from '../results/report-views.ts';

/**
 * Writes the result of a search for people and programs; `plan.json` comes last, and that of an earlier search goes
 * first, so that a folder that has one is complete.
 */
export async function writePlanFolder(io: Io, folder: string, plan: PlanData): Promise<void> {
  await io.removeFile(join(folder, PLAN_FILE));
  await writePlanViews(io, folder, plan);
  await io.writeFileAtomically(join(folder, PLAN_FILE), planJson(plan));
}

/**
 * The files of a plan's folder that are made from `plan.json` alone, so that they can be remade without simulating.
 */
export async function writePlanViews(io: Io, folder: string, plan: PlanData): Promise<void> {
  await io.writeFileAtomically(join(folder, MARKDOWN_FILE), planMarkdown(plan));
  await writePlanPage(io, join(folder, PAGE_FILE), plan);
}

export async function writePlanPage(io: Io, file: string, plan: PlanData): Promise<void> {
  await io.writeFileAtomically(file, planPage(plan, await pageParts()));
}

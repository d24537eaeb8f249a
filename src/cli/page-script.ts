import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { PageParts } from '../report/page/page-frame.ts';
import { bundlePage } from './page-bundle.ts';

/** The page's name in a result folder. */
export const PAGE_FILE = 'report.html';
/** The script's name in `dist/page`. */
export const PAGE_SCRIPT = 'report-page.js';

let script: Promise<string> | undefined;

/** The parts that every page contains; the script is read, or bundled when run from source, once. */
export async function pageParts(): Promise<PageParts> {
  script ??= import.meta.url.endsWith('.ts')
    ? bundlePage()
    : readFile(new URL(`../page/${PAGE_SCRIPT}`, import.meta.url), 'utf8');
  return {
    script: await script,
    hash: (text) => createHash('sha256').update(text).digest('base64'),
  };
}

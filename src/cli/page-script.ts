import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { PageParts } from '../report/page/page-frame.ts';
import { bundlePage } from './page-bundle.ts';

/** In a result folder. */
export const PAGE_FILE = 'report.html';
/** In `dist/page`. */
export const PAGE_SCRIPT = 'report-page.js';

let script: Promise<string> | undefined;

/** What every page takes along; the script is read, or from source bundled, once. */
export async function pageParts(): Promise<PageParts> {
  script ??= import.meta.url.endsWith('.ts')
    ? bundlePage()
    : readFile(new URL(`../page/${PAGE_SCRIPT}`, import.meta.url), 'utf8');
  return {
    script: await script,
    hash: (text) => createHash('sha256').update(text).digest('base64'),
  };
}

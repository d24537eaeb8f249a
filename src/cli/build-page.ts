import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundlePage } from './page-bundle.ts';
import { PAGE_SCRIPT } from './page-script.ts';

/** `npm run page`: the page's script as the built program has it, below the folder that is named. */
const folder = join(process.argv[2] ?? 'dist', 'page');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, PAGE_SCRIPT), await bundlePage());

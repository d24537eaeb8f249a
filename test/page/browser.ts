import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const CHROMIUM = '/usr/bin/chromium';
const isThere = existsSync(CHROMIUM);

/** Whether tests of pages can run; where they cannot, a line says why. */
export function hasBrowser(): boolean {
  if (!isThere) console.warn(`skipped: tests of pages need ${CHROMIUM} ('apt-get install chromium')`);
  return isThere;
}

/** A page that is open, and all that went wrong with it or left it. */
export interface OpenPage {
  readonly page: Page;
  /** Errors and warnings of the console, exceptions, and requests beside the page itself. */
  readonly complaints: readonly string[];
}

/** One browser for all tests of a file. */
export class Pages {
  readonly #folder = mkdtempSync(join(tmpdir(), 'proxysim-pages-'));
  #browser: Browser | undefined;
  #files = 0;

  async open(text: string, options: BrowserContextOptions = {}): Promise<OpenPage> {
    this.#browser ??= await chromium.launch({
      executablePath: CHROMIUM,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
    const file = join(this.#folder, `page ${++this.#files}.html`);
    writeFileSync(file, text);
    const page = await this.#browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
    page.on('request', (request) => {
      if (!request.url().startsWith('file:') || request.resourceType() !== 'document')
        complaints.push(`request: ${request.url()}`);
    });
    await page.goto(`file://${encodeURI(file)}`);
    await page.waitForSelector('html[data-ready]', { state: 'attached' });
    return { page, complaints };
  }

  async close(): Promise<void> {
    await this.#browser?.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** What keeps people from using the page, as axe-core sees it. */
export async function accessibilityFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const run = (globalThis as unknown as { axe: typeof axe }).axe.run;
    const { violations } = await run();
    return violations
      .filter(({ impact }) => impact !== 'minor')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  });
}

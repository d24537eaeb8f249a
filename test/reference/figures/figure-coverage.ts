import type { Account } from './account.ts';

/** Which figures took which values: one that is always 0 proves nothing. */
export class FigureCoverage {
  doubtful = 0;
  nights = 0;
  readonly #values = new Map<string, Set<unknown>>();

  add(account: Account): void {
    this.nights++;
    this.#walk('', account);
  }

  /** Different values of a figure, but for 0 and 1; names of things, and numbers of rows, are left out of what it is called. */
  telling(figure: string): number {
    return [...(this.#values.get(figure) ?? [])].filter(
      (value) => value !== 0 && value !== 1 && value !== null,
    ).length;
  }

  get figures(): string[] {
    return [...this.#values.keys()].sort();
  }

  #walk(path: string, value: unknown): void {
    if (typeof value === 'object' && value !== null) {
      for (const [key, part] of Object.entries(value))
        this.#walk(`${path}${path === '' ? '' : '.'}${kindOf(path, key)}`, part);
      return;
    }
    const known = this.#values.get(path) ?? new Set();
    known.add(value);
    this.#values.set(path, known);
  }
}

const NAMED =
  /^(sessions|tasks|waits|snapshots|summary\.(jobs|proxies|datastores|repositories|hosts|links|modes))$/;

function kindOf(path: string, key: string): string {
  if (path === 'series')
    return key
      .replace(/^\d+ /, '')
      .replace(/\.[a-z]+\d+/, '.*')
      .replace(/^fabrics\..*/, 'fabrics.*');
  return NAMED.test(path) || /^\d+$/.test(key) ? '*' : key;
}

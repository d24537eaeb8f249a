import * as z from 'zod';
import { present } from '../../collections/present.ts';
import type { Diagnostic, Result, SourceText, Span } from '../../diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../../diagnostics/sort.ts';
import { decode } from '../../scenario/decode/decode.ts';
import { PlainValues } from '../../scenario/decode/plain.ts';
import { Findings } from '../../scenario/findings.ts';
import { child, entryOf } from '../../scenario/tree/located.ts';
import { readYaml } from '../../scenario/tree/read-yaml.ts';
import type { SiteTree } from '../../scenario/tree/site-tree.ts';
import { shown } from '../../units/quantity-problem.ts';
import { isBareNumber, sizeOf } from '../../units/size-of.ts';
import { type CostLine, costOf, type DesignCost } from './design-cost.ts';

/** Prices, by the path that `--set` would change. */
export interface PriceList {
  /** Currency of the prices: `EUR`; empty: not stated. */
  readonly unit: string;
  readonly prices: readonly Price[];
}

/** What one unit of a figure of the scenario costs. */
export interface Price {
  readonly path: string;
  readonly price: number;
  /** The unit, as written and in base units; null: per piece. */
  readonly per: { readonly text: string; readonly size: number } | null;
  readonly span: Span;
}

const amount = z.number().min(0);
const SHAPE = z.strictObject({
  unit: z.string().optional(),
  costs: z.record(z.string(), z.union([amount, z.strictObject({ cost: amount, per: z.string() })])),
});

const PRICE_LIST = { name: 'price list', begin: 'costs: { proxies.*.count: 1500 }' };

const EXAMPLE = 'Write for example { cost: 900, per: 100 MB/s }.';

/**
 * Parses a price list: `unit: EUR`, `costs: { proxies.px*.cores: 120, repositories.repo1.write: { cost: 900, per: 100
 * MB/s } }`.
 */
export function readPriceList(source: SourceText): Result<PriceList> {
  const findings = new Findings();
  const root = readYaml(source, findings, PRICE_LIST);
  const target = { path: 'prices', label: 'a price list' };
  const read =
    root === undefined ? undefined : decode(SHAPE, { ...target, node: root }, new PlainValues(), findings);
  const costs = child(root, 'costs');
  if (costs !== undefined && read !== undefined && Object.keys(read.costs).length === 0)
    findings.report('missing-key', "'costs' names no price.", {
      path: 'prices.costs',
      span: costs.span,
      hint: `Write for example '${PRICE_LIST.begin}'.`,
    });
  const prices = Object.entries(read?.costs ?? {}).map(([path, said]): Price => {
    const span = entryOf(costs, path)!.keySpan;
    if (typeof said === 'number') return { path, price: said, per: null, span };
    return {
      path,
      price: said.cost,
      per: { text: said.per, size: unitSize(said.per, path, span, findings) },
      span,
    };
  });
  if (read === undefined || findings.hasErrors)
    return { ok: false, diagnostics: sortDiagnostics(findings.all, source) };
  return { ok: true, value: { unit: read.unit ?? '', prices }, warnings: [] };
}

function unitSize(text: string, path: string, span: Span, findings: Findings): number {
  const size = sizeOf(text);
  if (size !== null && size > 0) return size;
  findings.report('bad-quantity', `${shown(text)} is not a unit for a price.`, {
    path: `prices.costs.${path}`,
    span,
    hint: EXAMPLE,
  });
  return 1;
}

/** The cost of a design: each price applies to all enabled things that its path matches. */
export function priceOf(site: SiteTree, { prices }: PriceList): Result<DesignCost> {
  const diagnostics: Diagnostic[] = [];
  const lines = prices.map((price): CostLine => {
    const texts = site.texts(price.path);
    const problem = priceProblem(price, texts);
    if (problem !== undefined) diagnostics.push(problem);
    const total = texts.reduce((sum, text) => sum + (sizeOf(text) ?? 0), 0);
    return {
      path: price.path,
      amount: total / (price.per?.size ?? 1),
      price: price.price,
      per: price.per?.text ?? null,
    };
  });
  if (diagnostics.length > 0) return { ok: false, diagnostics };
  return { ok: true, value: costOf(lines), warnings: [] };
}

function priceProblem({ path, per, span }: Price, texts: readonly string[]): Diagnostic | undefined {
  const problem = (code: Diagnostic['code'], message: string, hint?: string): Diagnostic => ({
    code,
    severity: 'error',
    message,
    path: `prices.costs.${path}`,
    span,
    ...present({ hint }),
  });
  if (texts.length === 0)
    return problem(
      'overlay-no-match',
      `${shown(path)} matches nothing in the scenario or --vary.`,
      'A price needs a path as in --set: proxies.px*.count, proxies.*.cores.',
    );
  const word = texts.find((text) => sizeOf(text) === null);
  if (word !== undefined)
    return problem('bad-quantity', `${shown(path)} is ${shown(word)}: that has no price.`);
  const other = texts.find((text) => isBareNumber(text) !== (per === null || isBareNumber(per.text)));
  if (other === undefined) return undefined;
  return problem(
    'missing-unit',
    `${shown(path)} is ${shown(other)}, and its price is ${per === null ? 'of one piece' : `per ${per.text}`}.`,
    EXAMPLE,
  );
}

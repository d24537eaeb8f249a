import { counted } from '../../units/counted.ts';
import { formatShare } from '../../units/format-quantity.ts';
import { formatSeconds } from '../metric-value.ts';
import { type Html, html } from './html.ts';
import { pageTable, section } from './table.ts';

interface Spread {
  readonly mean: number;
  readonly ci95: readonly [number, number] | null;
  readonly p50: number;
  readonly p95: number;
}

/** What a page needs of a `replications.json`. */
export interface StoredReplications {
  readonly replications: number;
  readonly window?: { readonly seconds: Spread };
  readonly jobs?: Readonly<
    Record<string, { readonly window?: Spread; readonly meetsWindow?: { readonly share: number } }>
  >;
}

/** The same night with other luck: how much of what this report says is chance. */
export function replicationsSection(stored: StoredReplications): Html {
  const { replications, window, jobs = {} } = stored;
  const rows = [
    ...(window === undefined ? [] : [['all jobs', ...spreadCells(window.seconds), '']]),
    ...Object.entries(jobs).flatMap(([name, { window: own, meetsWindow }]) =>
      own === undefined
        ? []
        : [
            [
              name,
              ...spreadCells(own),
              meetsWindow === undefined ? 'no limit' : formatShare(meetsWindow.share),
            ],
          ],
    ),
  ];
  const columns = [
    { head: 'Window of' },
    { head: 'Mean', isFigure: true },
    { head: '95% interval of the mean', isFigure: true },
    { head: 'Half within', isFigure: true },
    { head: '95% within', isFigure: true },
    { head: 'Fits its limit in', isFigure: true },
  ];
  return section(
    'replications',
    'With other luck',
    html`<p>${counted(replications, 'replication')}: the same scenario with other draws of sizes, changes and faults. The rest of this report is about the first of them.</p>
`,
    pageTable('Windows over all replications', columns, rows),
  );
}

function spreadCells({ mean, ci95, p50, p95 }: Spread): string[] {
  const interval =
    ci95 === null ? '–' : `${formatSeconds(Math.max(0, ci95[0]))} to ${formatSeconds(ci95[1])}`;
  return [formatSeconds(mean), interval, formatSeconds(p50), formatSeconds(p95)];
}

import { cutNames } from '../characters/cut-name.ts';
import { withoutDomain } from '../characters/without-domain.ts';
import type { ReportData } from '../data/report-data.ts';
import type { ProxySlots } from '../data/task-slots.ts';
import type { Pen, Places } from './picture.ts';

/** The content of the rows of a Gantt chart, and how it is drawn. */
export interface GanttRows {
  readonly title: string;
  readonly rows: number;
  /** Names beside the rows, as many as fit. */
  readonly labels: readonly RowLabel[];
  readonly legend: readonly { readonly label: string; readonly color: string }[];
  readonly draw: (pen: Pen, places: Places) => void;
}

export interface RowLabel {
  /** In rows from the top; the middle of the first is 0.5. */
  readonly at: number;
  readonly label: string;
}

/** Most names below each other. */
const MOST_LABELS = 26;
/** Longest name, in characters. */
const NAME_LENGTH = 24;

/** Every n-th label, if there is no room for all. */
export function thinned(labels: readonly RowLabel[]): readonly RowLabel[] {
  const every = Math.ceil(labels.length / MOST_LABELS);
  return labels.filter((_, i) => i % every === 0);
}

export function proxyNames(proxies: readonly ProxySlots[], { tasks }: ReportData): string[] {
  const names = proxies.map(({ proxy }) => tasks.proxies[proxy]!);
  return cutNames(withoutDomain(names), NAME_LENGTH);
}

/** Slots that a proxy has, used or not. */
export function slotsOf({ proxy, slots }: ProxySlots, { tasks, summary }: ReportData): number {
  const known = summary.proxies[tasks.proxies[proxy]!]?.slots ?? slots;
  return Math.max(known, slots);
}

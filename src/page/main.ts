import { loadReport } from './load-report.ts';
import { Grid } from './tables/grid.ts';
import { longTables } from './tables/long-tables.ts';
import { TaskWords } from './task-words.ts';
import { showTimeCharts } from './time-charts.ts';

/** Renders what is drawn or long; the page already contains the rest. */
async function show(base64: string): Promise<void> {
  const data = await loadReport(base64);
  const words = new TaskWords(data);
  showTimeCharts(data, words);
  const tables = longTables(data, words);
  for (const place of document.querySelectorAll<HTMLElement>('[data-table]')) {
    const content = tables[place.dataset['table']!];
    if (content !== undefined) new Grid(place, content);
  }
}

async function start(): Promise<void> {
  const data = document.getElementById('data')?.textContent;
  // A page of several runs is complete as HTML.
  if (data !== undefined && data !== null) await show(data);
  // For tests and for scripts that print the page, which wait for it.
  document.documentElement.dataset['ready'] = 'yes';
}

void start();

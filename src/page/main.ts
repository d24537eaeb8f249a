import { loadReport } from './load-report.ts';
import { Grid } from './tables/grid.ts';
import { longTables } from './tables/long-tables.ts';
import { TaskWords } from './task-words.ts';
import { showTimeCharts } from './time-charts.ts';

/** What in a report is drawn or long; the rest stands in the page already. */
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
  // A page of several runs has all that it shows as HTML.
  if (data !== undefined && data !== null) await show(data);
  // For whoever waits for it: tests, and printing from a script.
  document.documentElement.dataset['ready'] = 'yes';
}

void start();

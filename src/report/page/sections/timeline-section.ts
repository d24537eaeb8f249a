import type { ReportData } from '../../data/report-data.ts';
import { type ChartWords, chartWords } from '../../wording/chart-words.ts';
import { type Html, html, lines } from '../html.ts';
import { type PageSection, section } from '../section.ts';

/** The charts that the page's script draws on one time axis; they zoom and pan together. */
const PANELS = [
  {
    id: 'faults-over-time',
    words: 'faults',
    title: 'Faults',
    note: 'A bar for as long as something is down, with the time at which that began; a line marks that time in all charts.',
  },
  {
    id: 'tasks-over-time',
    words: 'tasks',
    title: 'Running tasks, waiting tasks and open VMs',
    note: 'Running tasks at the bottom, above them waiting tasks by what they wait for; the line shows open VMs.',
  },
  {
    id: 'rate-over-time',
    words: 'rate',
    title: 'Data read, by what limits it',
    note: 'The stage with the largest area is the bottleneck at that time.',
  },
  {
    id: 'use-over-time',
    words: 'use',
    title: 'Utilisation of every resource',
    note: 'Busiest first; the stronger the colour, the higher the utilisation.',
  },
  {
    id: 'gantt',
    words: 'proxies',
    title: 'Tasks on proxy slots',
    note: 'Each bar is a task on its slot; the pale ends are opening and closing. It is thin while a connection on the way of the task is lost.',
  },
] as const satisfies readonly { readonly words: keyof ChartWords; readonly [of: string]: string }[];

export function timelineSection(data: ReportData): PageSection {
  const { timeline, tasks, longestNight } = data;
  if (timeline === null)
    return section('time', 'Over time', html`<p>No task ran or waited for any time.</p>`);
  const says = chartWords(data, timeline);
  const panels = PANELS.filter(({ words }) => words !== 'faults' || data.summary.faults.length > 0);
  return section(
    'time',
    'Over time',
    html`<div class="tools" role="group" aria-label="Time axis">
<button type="button" data-zoom="in">Zoom in</button>
<button type="button" data-zoom="out">Zoom out</button>
<button type="button" data-zoom="earlier">Earlier</button>
<button type="button" data-zoom="later">Later</button>
<button type="button" data-zoom="whole">Whole run</button>
${longestNight === null ? '' : html`<button type="button" data-zoom="night">Longest night</button>`}
<output id="time-range"></output>
</div>
<p class="note hint">Drag to pan. Zoom with Ctrl and the wheel, or with the wheel alone after a click. Keys: ← and → pan, ↑ and ↓ scroll the rows, + and − zoom, 0 shows the whole run, n and p go to the next and the previous bar.</p>
<div class="tools" role="group" aria-label="Which tasks">
<label>Job <select id="filter-job"><option value="">all</option>${tasks.jobs.map((name, i) => html`<option value="${i}">${name}</option>`)}</select></label>
<label>Proxy <select id="filter-proxy"><option value="">all</option>${tasks.proxies.map((name, i) => html`<option value="${i}">${name}</option>`)}</select></label>
<label>VM <input id="filter-vm" type="search" placeholder="part of a name"></label>
<label>Colour by <select id="color-by"><option value="mode">mode</option><option value="bottleneck">bottleneck</option><option value="job">job</option><option value="result">result</option></select></label>
<output id="filter-count"></output>
</div>
${lines(panels.map((panel) => panelHtml(panel, says)))}<p id="detail" class="detail" role="status" aria-live="polite"></p>
<p class="note">How long each task waited for each cause is exact, and so is the number of waiting tasks at each instant. The order of the causes within one task’s wait is not recorded: retry pauses and turns are drawn first, the others as an even mixture.</p>`,
  );
}

function panelHtml({ id, title, note, words }: (typeof PANELS)[number], says: ChartWords): Html {
  return html`<figure id="${id}-figure"><figcaption><h3>${title}</h3> <span class="note">${note}</span></figcaption>
<div class="legend" id="${id}-legend"></div>
<div class="canvas"><canvas id="${id}" tabindex="0" role="img" aria-label="${title}. ${says[words]}"></canvas></div>
</figure>`;
}

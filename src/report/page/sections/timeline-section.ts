import type { ReportData } from '../../data/report-data.ts';
import { type ChartWords, chartWords } from '../../wording/chart-words.ts';
import { html } from '../html.ts';
import { type PageSection, section } from '../section.ts';

/** What is drawn over time, by the page's own script, on one axis that zooms and pans as a whole. */
const PANELS = [
  {
    id: 'tasks-over-time',
    words: 'tasks',
    title: 'Tasks at work and waiting',
    note: 'At the bottom the tasks that hold slots, above them those that wait, by what they wait for.',
  },
  {
    id: 'rate-over-time',
    words: 'rate',
    title: 'Data read, by what limits it',
    note: 'Where one colour fills the hill, that stage is the bottleneck of that hour.',
  },
  {
    id: 'use-over-time',
    words: 'use',
    title: 'Use of every resource',
    note: 'The busiest first; the more it stands out the fuller.',
  },
  {
    id: 'gantt',
    words: 'proxies',
    title: 'Proxies and their slots',
    note: 'Each bar is a task on a slot; its pale ends are opening and closing.',
  },
] as const satisfies readonly { readonly words: keyof ChartWords; readonly [of: string]: string }[];

export function timelineSection(data: ReportData): PageSection {
  const { timeline, tasks } = data;
  if (timeline === null)
    return section(
      'time',
      'Over time',
      html`<p>No task was ever ready.</p>
`,
    );
  const says = chartWords(data, timeline);
  return section(
    'time',
    'Over time',
    html`<div class="tools" role="group" aria-label="Time axis">
<button type="button" data-zoom="in">Zoom in</button>
<button type="button" data-zoom="out">Zoom out</button>
<button type="button" data-zoom="earlier">Earlier</button>
<button type="button" data-zoom="later">Later</button>
<button type="button" data-zoom="whole">Whole run</button>
<output id="time-range"></output>
</div>
<p class="note hint">Drag to pan; turn the wheel with Ctrl, or after a click, to zoom. With the keyboard: arrows pan, up and down to the rows that a bar at the right tells of, + and − zoom, 0 shows the whole run, n and p go from bar to bar.</p>
<div class="tools" role="group" aria-label="Which tasks">
<label>Job <select id="filter-job"><option value="">all</option>${tasks.jobs.map((name, i) => html`<option value="${i}">${name}</option>`)}</select></label>
<label>Proxy <select id="filter-proxy"><option value="">all</option>${tasks.proxies.map((name, i) => html`<option value="${i}">${name}</option>`)}</select></label>
<label>VM <input id="filter-vm" type="search" placeholder="part of a name"></label>
<label>Colour by <select id="color-by"><option value="mode">mode</option><option value="bottleneck">bottleneck</option><option value="job">job</option><option value="result">result</option></select></label>
<output id="filter-count"></output>
</div>
${PANELS.map(
  ({
    id,
    title,
    note,
    words,
  }) => html`<figure id="${id}-figure"><figcaption><h3>${title}</h3> <span class="note">${note}</span></figcaption>
<div class="legend" id="${id}-legend"></div>
<div class="canvas"><canvas id="${id}" tabindex="0" role="img" aria-label="${title}. ${says[words]}"></canvas></div>
</figure>
`,
)}<p id="detail" class="detail" role="status" aria-live="polite"></p>
<p class="note">How long each task waited for what is exact, and so is the number that wait at each instant. What came first within the wait of one task is not recorded: pauses before retries and turns are drawn first, the rest as a mixture.</p>
`,
  );
}

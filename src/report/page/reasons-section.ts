import type { DoubledChange } from '../../metrics/doubled.ts';
import { usedBytesOf } from '../../metrics/protection.ts';
import { counted } from '../../units/counted.ts';
import { formatBytes, formatShare } from '../../units/format-quantity.ts';
import type { ReportData } from '../data/report-data.ts';
import { vmsWithData } from '../text/undone.ts';
import { wallClock } from '../wording/clock.ts';
import { doubledName } from '../wording/doubled-name.ts';
import { expectationText } from '../wording/expectation-text.ts';
import { formatSeconds } from '../wording/metric-value.ts';
import { STANDING_WORDS } from '../wording/standing-words.ts';
import { commandText } from './breakable.ts';
import { type Html, html, type Piece } from './html.ts';
import { moreNote, pageTable, paragraphs, section, sectionIf, shareBar } from './table.ts';

/** Less than this share of the window is no change. */
const WORTH_A_LINE = 0.001;

function savedText(seconds: number | null): string {
  if (seconds === null) return '-';
  return seconds < 0 ? `${formatSeconds(-seconds)} longer` : formatSeconds(seconds);
}

/** The window if parts of the design were twice as big. */
export function doubledSection({ doubled, unprotected: left }: ReportData): Html {
  const title = 'What if it were twice as big?';
  if (doubled.kind === 'left-out') return section('doubled', title, ...paragraphs([doubled.why]));
  const { of, windowSeconds, changes, untried } = doubled.value;
  const shareOf = ({ savedSeconds }: DoubledChange) => (savedSeconds ?? 0) / (windowSeconds || 1);
  const isNotable = (change: DoubledChange) =>
    Math.abs(shareOf(change)) >= WORTH_A_LINE || change.unprotected !== left.length;
  // As the advice goes: what protects more VMs first, then what saves most.
  const some = changes.filter(isNotable).toSorted((a, b) => a.unprotected - b.unprotected);
  const none = changes.filter((change) => !isNotable(change));
  const columns = [
    { head: 'Twice as much of' },
    { head: of === 'run' ? 'Window' : 'Longest session', isFigure: true },
    { head: 'Saved', isFigure: true },
    { head: 'Share' },
    { head: 'VMs not protected', isFigure: true },
  ];
  const rows = some.map((change) => {
    const { what, windowSeconds: then, savedSeconds, unprotected } = change;
    const share = shareOf(change);
    return [
      doubledName(what),
      then === null ? 'none' : formatSeconds(then),
      savedText(savedSeconds),
      shareBar(share, formatShare(share)),
      unprotected,
    ];
  });
  if (changes.length === 0 && untried === 0)
    return section('doubled', title, ...paragraphs(['Nothing was used that could be twice as big.']));
  return section(
    'doubled',
    title,
    html`<p>Each line is a run of its own with the same seed, simulated and not guessed; one thing is doubled at a time, the rest stays as it is.</p>
`,
    rows.length === 0 ? null : pageTable('The window with one thing doubled', columns, rows),
    some.some(({ savedSeconds }) => (savedSeconds ?? 0) < 0)
      ? html`<p>A longer window with more of something is no error: tasks then go elsewhere or begin in another order, and one long disk can end later for it.</p>
`
      : null,
    none.length === 0
      ? null
      : html`<details><summary>No change to speak of with ${counted(none.length, some.length === 0 ? 'part' : 'other part')} doubled</summary><p>${none.map(({ what }) => doubledName(what)).join('; ')}.</p></details>
`,
    untried === 0
      ? null
      : html`<p>${counted(untried, 'less used part')} not tried, to keep to the time that a report may take: ‘proxysim run --analysis full’ tries them all.</p>
`,
  );
}

/** The chain of tasks that fixed the end. */
export function criticalPathSection({ criticalPath, clockStartUs }: ReportData): Html {
  const title = 'What fixed the end: the critical path';
  if (criticalPath.kind === 'left-out') return section('chain', title, ...paragraphs([criticalPath.why]));
  const { links, length, begins, startSeconds, slackOfJobs, tasksWithoutSlack } = criticalPath.value;
  const clock = wallClock(clockStartUs, 'second');
  const rows = links.map(({ fromSeconds, toSeconds, who, gave }) => [
    who,
    clock(fromSeconds),
    clock(toSeconds),
    formatSeconds(toSeconds - fromSeconds),
    gave,
  ]);
  const columns = [
    { head: 'At work' },
    { head: 'From' },
    { head: 'To' },
    { head: 'For', isFigure: true },
    { head: 'Which gave the next', isProse: true },
  ];
  const told = length > links.length ? `, of which the first and the last ${links.length / 2} are here` : '';
  return section(
    'chain',
    title,
    html`<p>${clock(startSeconds)}: ${begins}. Then ${counted(length, 'link')}${told}; each began when the one before it ended; ${counted(tasksWithoutSlack, 'task')} had no time to spare.</p>
`,
    pageTable('The chain that fixed the end', columns, rows),
    pageTable(
      'Time to spare by job',
      [
        { head: 'Job' },
        { head: 'Last task ends' },
        { head: 'Could have ended later by at least', isFigure: true },
      ],
      slackOfJobs.map(({ job, endSeconds, slackSeconds }) => [
        job,
        clock(endSeconds),
        formatSeconds(slackSeconds),
      ]),
    ),
  );
}

/** So many VMs without protection stand there at once, the next behind a click, and of more the long table tells. */
const UNPROTECTED_SHOWN = 10;
const UNPROTECTED_FOLDED = 90;

/** The first of the VMs without protection; the charts below do not wait for all of them. */
function unprotectedTables({ unprotected }: ReportData): Piece {
  if (unprotected.length === 0) return null;
  const table = (caption: string, from: number, to: number) =>
    pageTable(
      caption,
      [{ head: 'VM without protection' }, { head: 'Used', isFigure: true }, { head: 'Why', isProse: true }],
      unprotected.slice(from, to).map(({ vm, reason, usedBytes }) => [vm, formatBytes(usedBytes), reason]),
    );
  const all = `Not protected: ${vmsWithData(unprotected.length, usedBytesOf(unprotected))}`;
  const last = UNPROTECTED_SHOWN + UNPROTECTED_FOLDED;
  const folded = Math.min(unprotected.length, last) - UNPROTECTED_SHOWN;
  return html`${table(all, 0, UNPROTECTED_SHOWN)}${
    folded <= 0
      ? null
      : html`<details><summary>${counted(folded, 'more VM')} without protection</summary>
${table('Not protected either', UNPROTECTED_SHOWN, last)}</details>
`
  }${moreNote(unprotected.length - last, { tail: ': the table of VMs below tells the outcome of each' })}`;
}

/** Faults, mishaps, VMs without protection. */
export function troublesSection(data: ReportData): Html | null {
  const { words, unprotected, events, clockStartUs } = data;
  return sectionIf(
    words.troubles.length + unprotected.length + events.first.length > 0,
    'troubles',
    'What went wrong',
    () => {
      const clock = wallClock(clockStartUs);
      const total = events.counts.reduce((sum, { count }) => sum + count, 0);
      return [
        words.troubles.length === 0
          ? null
          : html`<ul>${words.troubles.map(
              (line) => html`<li>${line}</li>
`,
            )}</ul>
`,
        unprotectedTables(data),
        events.first.length === 0
          ? null
          : html`<details><summary>Events one by one (${total})</summary>
${pageTable(
  'Events',
  [{ head: 'Event' }, { head: 'When' }, { head: 'What' }, { head: 'Detail', isProse: true }],
  events.first.map(({ kind, seconds, what, name, detail }) => [
    kind,
    clock(seconds),
    `${what} ${name}`,
    detail,
  ]),
)}${total > events.first.length ? html`<p>The rest is in events.csv.</p>` : null}</details>
`,
      ];
    },
  );
}

/** What the scenario expected, and what was found before the run. */
export function findingsSection({ summary: { expect, diagnostics } }: ReportData): Html | null {
  return sectionIf(expect.length + diagnostics.length > 0, 'findings', 'Expectations and warnings', () => [
    expect.length === 0
      ? null
      : pageTable(
          'Expectations',
          [{ head: 'Expectation' }, { head: 'Result' }],
          expect.map((outcome) => [
            expectationText(outcome),
            outcome.ok ? html`<span class="good">met</span>` : html`<strong class="bad">missed</strong>`,
          ]),
        ),
    diagnostics.length === 0
      ? null
      : pageTable(
          'Warnings',
          [{ head: 'Warning' }, { head: 'Code' }, { head: 'Place' }],
          diagnostics.map(({ message, code, path }) => [message, code, path]),
        ),
  ]);
}

/** What the run took because the scenario was silent. */
export function assumptionsSection({ assumptions }: ReportData): Html {
  if (assumptions.length === 0)
    return section('assumptions', 'Assumptions', ...paragraphs(['The scenario states every figure itself.']));
  return section(
    'assumptions',
    'Assumptions',
    html`<p>Figures that the scenario left as they come. A design that hangs on one of our own deserves a measurement first.</p>
`,
    pageTable(
      'Assumptions with their standing',
      [{ head: 'Figure' }, { head: 'Value' }, { head: 'Standing' }, { head: 'Source', isProse: true }],
      assumptions.map(({ what, value, standing, source }) => [
        what,
        value,
        html`<span class="standing ${standing}">${STANDING_WORDS[standing]}</span>`,
        source,
      ]),
    ),
  );
}

/** How to make the run again, and what the words mean. */
export function originSection({ origin, summary }: ReportData): Html {
  const { scenario, seed, policy, fingerprint, totals } = summary;
  const facts: readonly (readonly [string, Piece])[] = [
    ['Command', commandText(origin.command)],
    ['Scenario file', scenario.file],
    ['SHA-256 of the file', scenario.sha256],
    ['Seed', `${seed}`],
    ['Policy', policy],
    ['Fingerprint', fingerprint],
    ['Program', `proxysim ${origin.version}`],
    ['Events simulated', `${totals.events}`],
  ];
  return section(
    'origin',
    'How to reproduce it',
    html`<p>The same scenario, seed and program give the same run to the microsecond on every machine: the fingerprint tells.</p>
<dl class="facts">
${facts.map(
  ([name, value]) => html`<div><dt>${name}</dt><dd><code>${value}</code></dd></div>
`,
)}</dl>
`,
  );
}

const WORDS: readonly (readonly [string, string])[] = [
  [
    'Task',
    'One attempt at one virtual disk. It holds a task slot of its proxy, and one of the repository, from its start to its end.',
  ],
  [
    'Running, waiting',
    'Tasks that hold slots; tasks that are ready and do not. Running tasks never exceed the slots.',
  ],
  ['Window', 'From the first task start to the last task end; of a job, the longest of its sessions.'],
  ['Load', 'Share of the transfer time in which a stage was busy: Source > Proxy > Network > Target.'],
  [
    'Lower bound',
    'A time that no schedule of the finished tasks can beat with this hardware and these settings.',
  ],
  ['Session', 'One start of a job, with its retries.'],
];

export function glossarySection(): Html {
  return section(
    'words',
    'Words',
    html`<dl class="facts">
${WORDS.map(
  ([word, meaning]) => html`<div><dt>${word}</dt><dd>${meaning}</dd></div>
`,
)}</dl>
`,
  );
}

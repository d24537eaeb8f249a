import type { DoubledChange } from '../../../metrics/doubled.ts';
import { counted } from '../../../units/counted.ts';
import type { ReportData } from '../../data/report-data.ts';
import { doubledName } from '../../wording/doubled-name.ts';
import { formatSeconds } from '../../wording/metric-value.ts';
import { html } from '../html.ts';
import { paragraphs } from '../prose.ts';
import { type PageSection, section } from '../section.ts';
import { pageTable, shareBar } from '../table.ts';

/** Less than this share of the window is no change. */
const WORTH_A_LINE = 0.001;

/** The window if parts of the design were twice as big. */
export function doubledSection({ doubled, unprotected: left }: ReportData): PageSection {
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
      shareBar(share),
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

function savedText(seconds: number | null): string {
  if (seconds === null) return '-';
  return seconds < 0 ? `${formatSeconds(-seconds)} longer` : formatSeconds(seconds);
}

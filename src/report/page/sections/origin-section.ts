import type { ReportData } from '../../data/report-data.ts';
import { commandText } from '../breakable.ts';
import { html, type Piece } from '../html.ts';
import { factList } from '../prose.ts';
import { type PageSection, section } from '../section.ts';

/** How to repeat the run. */
export function originSection({ origin, summary }: ReportData): PageSection {
  const { scenario, seed, replication, policy, fingerprint, totals } = summary;
  const facts: readonly (readonly [name: string, value: Piece])[] = [
    ['Command', commandText(origin.command)],
    ['Scenario file', scenario.file],
    ['SHA-256 of the file', scenario.sha256],
    ['Seed', `${seed}`],
    ...(replication === 0 ? [] : [['Replication', `${replication}`] as const]),
    ['Policy', policy],
    ['Fingerprint', fingerprint],
    ['Program', `proxysim ${origin.version}`],
    ['Events simulated', `${totals.events}`],
  ];
  return section(
    'origin',
    'How to reproduce it',
    html`<p>The same scenario, seed and program version give the same run, to the microsecond, on every machine. Equal fingerprints mean equal runs.</p>`,
    factList(facts.map(([name, value]) => [name, html`<code>${value}</code>`])),
  );
}

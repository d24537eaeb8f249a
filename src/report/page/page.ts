import type { ReportData } from '../data/report-data.ts';
import type { StoredReplications } from '../replications/stored-replications.ts';
import { type Html, html } from './html.ts';
import { type PageAroundData, type PageParts, pageAroundData } from './page-frame.ts';
import { answerSection } from './sections/answer-section.ts';
import { proxiesSection, storageSection } from './sections/infrastructure-section.ts';
import { jobsSection } from './sections/jobs-section.ts';
import { reachSection } from './sections/reach-section.ts';
import {
  assumptionsSection,
  criticalPathSection,
  doubledSection,
  findingsSection,
  glossarySection,
  originSection,
  troublesSection,
} from './sections/reasons-section.ts';
import { replicationsSection } from './sections/replications-section.ts';
import { timelineSection } from './sections/timeline-section.ts';
import {
  concurrencySection,
  sessionsSection,
  snapshotsSection,
  waitsSection,
} from './sections/waits-section.ts';
import { section } from './table.ts';

export interface ReportPageParts extends PageParts {
  /** Undefined: the run was not replicated. */
  readonly replications?: StoredReplications | undefined;
}

/** `report.html` of one run: what is short stands in it as HTML, what is long or drawn its script makes from the packed report. */
export function reportPage(data: ReportData, parts: ReportPageParts): PageAroundData {
  const sections = [
    answerSection(data),
    troublesSection(data),
    parts.replications === undefined ? null : replicationsSection(parts.replications),
    doubledSection(data),
    timelineSection(data),
    jobsSection(data),
    sessionsSection(data),
    waitsSection(data),
    proxiesSection(data),
    storageSection(data),
    reachSection(data),
    concurrencySection(data),
    snapshotsSection(data),
    tasksSection(),
    criticalPathSection(data),
    findingsSection(data),
    assumptionsSection(data),
    originSection(data),
    glossarySection(),
  ].filter((one): one is Html => one !== null);
  const content = { title: data.summary.scenario.name, subtitle: subtitle(data), sections };
  return pageAroundData(content, parts);
}

function subtitle({ summary }: ReportData): string {
  const { scenario, policy, seed } = summary;
  return `Capacity report of ${scenario.file}, policy ${policy}, seed ${seed}`;
}

function tasksSection(): Html {
  return section(
    'tasks',
    'VMs and tasks',
    html`<h3>VMs</h3>
<div class="grid" data-table="vms"></div>
<h3>Tasks</h3>
<div class="grid" data-table="tasks"></div>
`,
  );
}

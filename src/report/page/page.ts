import type { ReportData } from '../data/report-data.ts';
import type { StoredReplications } from '../replications/stored-replications.ts';
import { seedWords } from '../wording/seed-words.ts';
import { type PageAroundData, type PageParts, pageAroundData } from './page-frame.ts';
import { answerSection } from './sections/answer-section.ts';
import { assumptionsSection } from './sections/assumptions-section.ts';
import { concurrencySection } from './sections/concurrency-section.ts';
import { criticalPathSection } from './sections/critical-path-section.ts';
import { doubledSection } from './sections/doubled-section.ts';
import { findingsSection } from './sections/findings-section.ts';
import { glossarySection } from './sections/glossary-section.ts';
import { jobsSection } from './sections/jobs-section.ts';
import { modesSection } from './sections/modes-section.ts';
import { nightsSection } from './sections/nights-section.ts';
import { originSection } from './sections/origin-section.ts';
import { proxiesSection } from './sections/proxies-section.ts';
import { reachSection } from './sections/reach-section.ts';
import { replicationsSection } from './sections/replications-section.ts';
import { sessionsSection } from './sections/sessions-section.ts';
import { snapshotsSection } from './sections/snapshots-section.ts';
import { storageSection } from './sections/storage-section.ts';
import { tasksSection } from './sections/tasks-section.ts';
import { timelineSection } from './sections/timeline-section.ts';
import { troublesSection } from './sections/troubles-section.ts';
import { waitsSection } from './sections/waits-section.ts';

export interface ReportPageParts extends PageParts {
  /** Undefined: the run was not replicated. */
  readonly replications?: StoredReplications | undefined;
}

/**
 * `report.html` of one run. Short content is HTML; the page's script renders what is long or drawn, from the packed
 * report.
 */
export function reportPage(data: ReportData, parts: ReportPageParts): PageAroundData {
  const sections = [
    answerSection(data),
    troublesSection(data),
    parts.replications === undefined ? null : replicationsSection(parts.replications),
    doubledSection(data),
    timelineSection(data),
    nightsSection(data),
    jobsSection(data),
    sessionsSection(data),
    waitsSection(data),
    proxiesSection(data),
    modesSection(data),
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
  ];
  const content = { title: data.summary.scenario.name, subtitle: subtitle(data), sections };
  return pageAroundData(content, parts);
}

function subtitle({ summary }: ReportData): string {
  const { scenario, policy } = summary;
  return `Capacity report of ${scenario.file}, policy ${policy}, ${seedWords(summary)}`;
}

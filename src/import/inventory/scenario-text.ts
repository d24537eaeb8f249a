import { counted } from '../../units/counted.ts';
import { formatBytes } from '../../units/format-quantity.ts';
import { ASSUMED_NETWORK, ASSUMED_REPOSITORY, ASSUMED_WINDOW } from '../assumed.ts';
import { MIB } from '../binary-unit.ts';
import { changeWords } from '../daily-change.ts';
import type { ImportDiagnostic } from '../findings.ts';
import { expectationLines, profileLines, repositoryLines } from '../yaml/assumed-lines.ts';
import { entryLine, foundLines, scenarioFile } from '../yaml/scenario-lines.ts';
import { yamlComment } from '../yaml/yaml-comment.ts';
import { yamlLine } from '../yaml/yaml-line.ts';
import { datastoreLines, hostLines, proxyLines } from './estate-lines.ts';
import type { PlannedEstate } from './planned-estate.ts';
import type { ScenarioWords } from './scenario-words.ts';

export interface ScenarioContent extends PlannedEstate {
  readonly diagnostics: readonly ImportDiagnostic[];
}

/** What the user may decide about the scenario. */
export interface ScenarioOptions {
  readonly name?: string;
  /** Naive local date-time of the clock, two hours before the job; default a Monday evening: the import has no clock. */
  readonly start?: string;
}

/** The scenario file: runs as it is, and says in comments what the export did not know. */
export function scenarioText(
  content: ScenarioContent,
  words: ScenarioWords,
  options: ScenarioOptions,
): string {
  const sections = [
    heading(content, words, options),
    siteLines(content, words),
    hostLines(content, words),
    datastoreLines(content, words),
    proxyLines(content),
    repositoryLines(content.summary.repositorySlots, {
      where: ', in the site with most data',
      site: content.sites.main,
    }),
    workLines(content, words),
  ];
  return scenarioFile(sections);
}

function heading(
  { inventory, summary, diagnostics }: ScenarioContent,
  words: ScenarioWords,
  options: ScenarioOptions,
): string[] {
  const machines = inventory.platform === 'hyperv' ? 'task slots of hosts' : 'proxies';
  return [
    ...yamlComment(
      ...words.origin,
      'What had to be assumed is marked ASSUMED. Most influential:',
      `${machines}, repository, change rate, read rate of datastores, job and window. Put your own values in`,
      'before you trust any result.',
    ),
    '#',
    ...yamlComment(
      `${counted(summary.vms, 'VM')}, ${counted(summary.disks, 'disk')}, ${formatBytes(summary.capacity * MIB)} provisioned,`,
      `${formatBytes(summary.used * MIB)} used; largest disk ${formatBytes(summary.largestDisk * MIB)}.`,
    ),
    ...foundLines('the export', diagnostics),
    'version: 1',
    `name: ${yamlLine(options.name ?? words.name)}`,
    'seed: 1',
    ...yamlComment(
      'ASSUMED: one night, from two hours before the job. The date matters only to schedules by weekday.',
    ),
    `clock: ${yamlLine({ start: options.start ?? '2026-01-05T20:00', horizon: '1d' })}`,
    ...profileLines(),
  ];
}

function siteLines({ sites }: ScenarioContent, { site, siteDoubt }: ScenarioWords): string[] {
  const names = `sites: ${yamlLine(sites.names)}`;
  const others = sites.names.filter((name) => name !== sites.main);
  if (others.length === 0) return [...yamlComment(`One site per ${site}.`), names];
  return [
    ...yamlComment(
      `One site per ${site}. ASSUMED: each has a link of ${ASSUMED_NETWORK} to the one with the`,
      `repository. ${siteDoubt} if they share a room, make them one`,
      'site; if there is a WAN between them, set its bandwidth.',
    ),
    names,
    'links:',
    ...others.map((name) => entryLine({ between: [sites.main, name], bandwidth: ASSUMED_NETWORK })),
  ];
}

function workLines({ change }: ScenarioContent, words: ScenarioWords): string[] {
  const job = {
    name: 'nightly',
    vms: ['*'],
    repository: ASSUMED_REPOSITORY,
    schedule: { daily: '22:00' },
    method: 'forward-incremental',
    run: 'incremental',
    window: ASSUMED_WINDOW,
  };
  return [
    ...yamlComment(
      `One row per disk, in the order of the export. ASSUMED in it: ${changeWords(change, ' changes per day')};`,
      ...words.used,
    ),
    'vms:',
    '  - inventory: inventory.csv',
    '',
    ...yamlComment(
      'ASSUMED: one job for all VMs, on an ordinary night with restore points from the day before;',
      '`run: full` is the first night. Whether jobs had better start apart shows only where there are several:',
      'give each its VMs, for example `vms: [ { cluster: NAME } ]` or `vms: [ "sql*" ]`.',
    ),
    'jobs:',
    entryLine(job),
    '',
    ...expectationLines('nightly'),
  ];
}

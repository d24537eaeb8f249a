import { present } from '../../../collections/present.ts';
import { SECOND_US } from '../../../units/civil-time.ts';
import { counted } from '../../../units/counted.ts';
import {
  formatBytes,
  formatDate,
  formatDateTime,
  formatDuration,
  formatShare,
} from '../../../units/format-quantity.ts';
import {
  ASSUMED_NETWORK,
  ASSUMED_PROXY_CORES,
  ASSUMED_READ,
  ASSUMED_REPOSITORY,
  ASSUMED_SNAPSHOTS,
  VMS_PER_ASSUMED_HOST,
} from '../../assumed.ts';
import { shownName } from '../../findings.ts';
import { alikeLines } from '../../yaml/alike-entries.ts';
import { expectationLines, profileLines, repositoryLines } from '../../yaml/assumed-lines.ts';
import { entryLine, foundLines, scenarioFile } from '../../yaml/scenario-lines.ts';
import { yamlComment } from '../../yaml/yaml-comment.ts';
import { yamlLine } from '../../yaml/yaml-line.ts';
import type { SessionsDiagnostic } from '../codes.ts';
import type { JobSummary, SessionsSummary } from '../summary.ts';
import type { AssumedEstate } from './assumed-estate.ts';
import type { PlacedVm } from './inventory-rows.ts';
import type { JobPlan } from './job-plan.ts';
import { usedSourcesText } from './used-sources.ts';

export interface ScenarioContent {
  readonly name: string;
  /** Where the clock begins, microseconds since 1970-01-01T00:00. */
  readonly startUs: number;
  readonly plans: readonly JobPlan[];
  readonly vms: readonly PlacedVm[];
  readonly estate: AssumedEstate;
  readonly summary: SessionsSummary;
  readonly diagnostics: readonly SessionsDiagnostic[];
}

/** The scenario file: runs as it is, and says in comments what the reports did not know. */
export function scenarioText(content: ScenarioContent): string {
  const sections = [
    heading(content),
    proxyLines(content.estate),
    repositoryLines(content.estate.proxySlots, { where: '' }),
    hostLines(content.estate),
    datastoreLines(content.estate),
    vmLines(content),
    jobLines(content),
  ];
  return scenarioFile(sections);
}

function heading({ name, startUs, summary, diagnostics }: ScenarioContent): string[] {
  const { isReplay, found, firstUs, lastUs } = summary;
  return [
    ...yamlComment(
      'Made by `proxysim import sessions`. Session reports know jobs, their times, VMs and bytes; they know',
      'nothing of hosts, datastores, proxies, repositories and speeds. What had to be assumed is marked ASSUMED.',
      'Most influential: proxies and their profile, repository, one disk per VM, used space and change rate',
      'of VMs, read rate and number of datastores. Put your own values in before you trust any result.',
    ),
    '#',
    ...yamlComment(
      `${counted(found.sessions, 'session')} of ${counted(found.jobs, 'job')} from ${formatDate(firstUs)} to ${formatDate(lastUs)},`,
      `${counted(found.tasks, 'task')}; here ${counted(summary.vms, 'VM')} with ${formatBytes(summary.usedBytes)} used.`,
    ),
    ...foundLines('the reports', diagnostics),
    'version: 1',
    `name: ${yamlLine(name)}`,
    'seed: 1',
    ...yamlComment(
      isReplay
        ? 'The night of the reports, from noon on.'
        : 'An ordinary night, on a date within the reports: the weekday matters to schedules.',
    ),
    `clock: ${yamlLine({ start: formatDateTime(startUs).slice(0, 16), horizon: isReplay ? '2d' : '1d' })}`,
    ...profileLines(),
  ];
}

function proxyLines({ accesses, proxies, proxySlots }: AssumedEstate): string[] {
  const remarks = [
    `ASSUMED, because reports have no proxies: ${ASSUMED_PROXY_CORES} vCPUs each (and as many task slots), ${proxySlots} slots in all, at least`,
    'as many as VMs were backed up at the same time (assumed where the reports do not say when each started),',
    'of the kinds that the transport modes in the reports need. Replace them with yours.',
  ];
  if (accesses.includes('hyperv')) remarks.push('Hyper-V hosts are proxies themselves.');
  return proxies.length === 0
    ? [...yamlComment('No proxies: Hyper-V hosts are proxies themselves.'), 'proxies: []']
    : [...yamlComment(...remarks), 'proxies:', ...alikeLines(proxies)];
}

function hostLines({ hosts }: AssumedEstate): string[] {
  return [
    ...yamlComment(
      `ASSUMED: one host for every ${VMS_PER_ASSUMED_HOST} VMs, with ${ASSUMED_NETWORK} for VMs and for management. VMs that were read`,
      'over the network are on hosts and datastores that proxies can reach only that way.',
    ),
    'hosts:',
    ...alikeLines(hosts),
  ];
}

function datastoreLines({ datastores }: AssumedEstate): string[] {
  return [
    ...yamlComment(
      `ASSUMED: each datastore reads ${ASSUMED_READ}, and at most ${ASSUMED_SNAPSHOTS} have a snapshot on one at a time (the default of`,
      'maxSnapshots), so there are enough datastores for the VMs that were backed up at the same time.',
    ),
    'datastores:',
    ...alikeLines(datastores),
  ];
}

function vmLines({ vms, summary }: ScenarioContent): string[] {
  return [
    ...yamlComment(
      'One row per VM. ASSUMED: each has one disk, that is one task; the reports do not count disks.',
      `Used space of ${counted(vms.length, 'VM')}: ${usedSourcesText(vms.map(({ usedFrom }) => usedFrom))}.`,
      ...(summary.isReplay
        ? ['The change rate is what that session read.']
        : [
            'The change rate is what the last increments read, per day; lastBackup is the usual age of the restore point',
            'before them, where that is less than a day.',
          ]),
    ),
    'vms:',
    '  - inventory: inventory.csv',
  ];
}

function jobLines({ plans, summary }: ScenarioContent): string[] {
  const { isReplay } = summary;
  const largest = [...summary.jobs].sort((a, b) => (b.dataBytes ?? 0) - (a.dataBytes ?? 0))[0];
  return [
    ...yamlComment(
      isReplay
        ? 'Each session at its time, as a job of its own; a VM that was in several sessions is listed once for each.'
        : 'Schedules are guessed from when sessions started.',
    ),
    'jobs:',
    ...plans.flatMap(({ record, label, ...plan }, at) => [
      ...yamlComment(jobRemark(summary.jobs[at]!, record.gone, isReplay)).map((line) => `  ${line}`),
      entryLine({ name: label, vms: [{ tag: label }], repository: ASSUMED_REPOSITORY, ...present(plan) }),
    ]),
    ...(isReplay ? [] : ['', ...expectationLines(largest?.name ?? '')]),
  ];
}

/** `Nightly: 310 sessions, of the last 10 increments median 45.2 GB in 1h 2m, change 3.1% a day. No longer in it: app3.` */
function jobRemark(job: JobSummary, gone: readonly string[], isReplay: boolean): string {
  const told = [
    ...(job.dataBytes === undefined ? [] : [formatBytes(job.dataBytes)]),
    ...(job.seconds === undefined ? [] : [`in ${formatDuration(Math.round(job.seconds) * SECOND_US)}`]),
  ].join(' ');
  if (isReplay) return `${shownName(job.name)}${told === '' ? '' : `: ${told}`}.`;
  const basis =
    job.basis === 0
      ? 'ASSUMED change, as there is no ordinary increment'
      : `of the last ${counted(job.basis, 'increment')} ${told === '' ? '' : `median ${told}, `}change ${formatShare(job.changeRate)} a day`;
  const left = gone.length === 0 ? '' : ` No longer in it: ${gone.map(shownName).join(', ')}.`;
  return `${shownName(job.name)}: ${counted(job.sessions, 'session')}, ${basis}.${left}`;
}

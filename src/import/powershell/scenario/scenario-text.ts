import { profileLines } from '../../yaml/assumed-lines.ts';
import { entryLine, foundLines, scenarioFile } from '../../yaml/scenario-lines.ts';
import { yamlComment } from '../../yaml/yaml-comment.ts';
import { yamlLine } from '../../yaml/yaml-line.ts';
import type { PowershellCode } from '../codes.ts';
import type { PowershellOptions } from '../options.ts';
import { estateLines } from './estate-lines.ts';
import { jobLines } from './job-lines.ts';
import { proxyLines } from './proxy-lines.ts';
import { repositoryLines, throttleLines } from './repository-lines.ts';
import type { ScenarioContent } from './scenario-content.ts';

/** What is taken of an inventory's scenario: all but the backup system, which it had to assume, and the run. */
const TAKEN = [
  'sites',
  'links',
  'fabrics',
  'arrays',
  'hosts',
  'datastores',
  'vms',
  'profile',
  'overheads',
  'transport',
] as const;

/** The scenario file: runs as it is, and says in comments what the exports did not know. */
export function scenarioText(content: ScenarioContent, options: PowershellOptions): string {
  const sections = [
    heading(content, options),
    content.estate === undefined ? estateLines(content) : overEstateLines(content),
    proxyLines(content),
    repositoryLines(content),
    throttleLines(content),
    jobLines(content),
  ];
  return scenarioFile(sections);
}

function heading(content: ScenarioContent, options: PowershellOptions): string[] {
  const { estate, diagnostics } = content;
  return [
    ...yamlComment(
      'Made by `proxysim import powershell` from what a backup server knows: proxies, repositories, jobs.',
      'It knows nothing about speeds. What had to be assumed is marked ASSUMED. Most influential:',
      `${mostInfluential(content).join(', ')}. Put your own values in before you trust any result.`,
    ),
    ...foundLines('the export', diagnostics),
    'version: 1',
    ...(estate === undefined
      ? []
      : [
          ...yamlComment(
            'Hosts, datastores and VMs are those of the inventory. Its proxies, repository and job are not included,',
            'because they were assumed.',
          ),
          `include: ${yamlLine({ file: estate.file, sections: TAKEN })}`,
        ]),
    `name: ${yamlLine(options.name ?? 'Backup server import')}`,
    'seed: 1',
    ...yamlComment(
      'ASSUMED: one night of a week that begins on Monday, 5 January, from two hours before its first job. To see fulls and',
      'jobs of other days, set another day (10 January is a Saturday) or a horizon of 7d.',
    ),
    `clock: ${yamlLine({ start: content.clockStart, horizon: '1d' })}`,
    ...(estate === undefined ? profileLines() : []),
  ];
}

/** In the order of what a wrong guess of each does to the window. */
function mostInfluential({ estate, own, areVmsInvented, diagnostics }: ScenarioContent): string[] {
  const found = (code: PowershellCode) => diagnostics.some((diagnostic) => diagnostic.code === code);
  return [
    ...(areVmsInvented ? ['all VMs'] : found('vm-size-unknown') ? ['sizes of VMs'] : []),
    ...(estate === undefined && own.vms.every(({ changeRate }) => changeRate !== undefined)
      ? []
      : ['change rate']),
    ...(found('job-members-assumed') ? ['which VMs are in which job'] : []),
    ...(estate === undefined
      ? ['datastores and what they read', 'one disk per VM']
      : ['read rate of datastores']),
    ...(found('proxy-kind-assumed') || found('proxy-host-assumed') ? ['kind and host of proxies'] : []),
    'what repositories write',
    ...(found('schedule-assumed') ? ['schedules'] : []),
  ];
}

/** What is said beside the inventory: sites of throttling rules, and what Hyper-V hosts may do as proxies. */
function overEstateLines({ rules, proxies }: ScenarioContent): string[] {
  const onHost = proxies.filter(({ kind }) => kind === 'on-host');
  return [
    ...(rules.sites.length === 0
      ? []
      : [
          ...yamlComment('Sites that stand for the address ranges of throttling rules.'),
          `sites: ${yamlLine(rules.sites)}`,
        ]),
    ...(onHost.length === 0
      ? []
      : [
          ...yamlComment('Task slots of Hyper-V hosts, which are proxies of their own VMs.'),
          'hosts:',
          ...onHost.map(({ label, slots }) => entryLine({ name: label, maxConcurrentTasks: slots })),
        ]),
  ];
}

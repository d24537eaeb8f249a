import { present } from '../../../collections/present.ts';
import { expectationLines } from '../../yaml/assumed-lines.ts';
import { LINE_WIDTH, yamlComment } from '../../yaml/yaml-comment.ts';
import { yamlLine } from '../../yaml/yaml-line.ts';
import type { PowershellCode } from '../codes.ts';
import type { PlannedJob } from '../jobs/planned-jobs.ts';
import type { ScenarioContent } from './scenario-content.ts';

/** The jobs, and how to have a run judge them. */
export function jobLines(content: ScenarioContent): string[] {
  const { jobs } = content;
  const [first] = jobs.filter(({ isEnabled, schedule }) => isEnabled && schedule.window !== undefined);
  return [
    ...yamlComment(
      'Jobs. ASSUMED: an ordinary night, with restore points from the day before.',
      ...remarks(content),
    ),
    'jobs:',
    ...jobs.flatMap((job) => entryLines(jobValue(content, job))),
    ...(first === undefined ? [] : ['', ...expectationLines(first.label)]),
  ];
}

function remarks({ jobs, diagnostics }: ScenarioContent): string[] {
  const found = (code: PowershellCode) => diagnostics.some((diagnostic) => diagnostic.code === code);
  const said: string[] = [];
  if (found('job-members-assumed')) {
    said.push('ASSUMED: which VMs are in which job, where the export does not say.');
  }
  if (found('schedule-assumed')) said.push('ASSUMED: schedules that the export does not have.');
  if (found('window-assumed')) {
    said.push(
      'ASSUMED: a window of 8h where the product has none; being late is reported and stops nothing.',
    );
  }
  if (jobs.some(({ product }) => product.type === 'backup-copy')) {
    said.push('ASSUMED: backup copies read the repository with most VMs, after its largest job.');
  }
  return said;
}

function jobValue(content: ScenarioContent, job: PlannedJob): Readonly<Record<string, unknown>> {
  const { label, product, repository, source, vms, schedule, proxies, isEnabled } = job;
  const { method, activeFull, syntheticFull, restorePoints, ...storage } = product.method;
  const isCopy = product.type === 'backup-copy';
  return {
    name: label,
    ...(isCopy ? { type: 'backup-copy' } : {}),
    ...(isEnabled ? {} : { enabled: false }),
    vms: selectors(content, vms),
    ...present({ source }),
    repository,
    schedule: schedule.schedule,
    ...present({ window: schedule.window }),
    ...(isCopy ? {} : present({ method, activeFull, syntheticFull })),
    ...present({ restorePoints, retries: schedule.retries }),
    ...storage,
    ...(product.isHighPriority ? { priority: 'high' } : {}),
    ...(proxies.length === 0 || isCopy ? {} : { proxies }),
  };
}

/** The names of a job's VMs; all of them together are `*`. */
function selectors({ estate, own, vmLabel }: ScenarioContent, vms: readonly string[]): string[] {
  const count = estate?.vms.length ?? own.vms.length;
  return vms.length === count && count > 1 ? ['*'] : vms.map(vmLabel);
}

/** One field a line: jobs are what is changed most. */
function entryLines(value: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(value).flatMap(([key, field], index) => {
    const before = `${index === 0 ? '  - ' : '    '}${key}: `;
    return Array.isArray(field) ? listLines(before, field) : [`${before}${yamlLine(field)}`];
  });
}

/** A list in brackets, broken into lines of readable width: a job may have thousands of VMs. */
function listLines(before: string, items: readonly unknown[]): string[] {
  const lines: string[] = [];
  let line = `${before}[ `;
  for (const [index, item] of items.entries()) {
    const text = `${yamlLine(item)}${index === items.length - 1 ? ' ]' : ','}`;
    if (line.length + text.length >= LINE_WIDTH && index > 0) {
      lines.push(line.trimEnd());
      line = `        ${text}`;
    } else line += `${index === 0 ? '' : ' '}${text}`;
  }
  return [...lines, line];
}

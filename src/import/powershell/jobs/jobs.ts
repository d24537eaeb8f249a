import { present } from '../../../collections/present.ts';
import { EVERY_DAY } from '../../../units/civil-time.ts';
import { parseBytes } from '../../../units/parse-quantity.ts';
import { uniqueLabels } from '../../label.ts';
import { openTable, type SheetRow } from '../../tables/sheet.ts';
import type { Table } from '../../tables/table.ts';
import type { PowershellCode, PowershellFindings, Report } from '../codes.ts';
import { ASSUMED_START, type ProductSchedule } from '../schedules/product-schedule.ts';
import { scheduleOfRow } from '../schedules/schedule-record.ts';
import { JOB, type JobColumn } from './job-headers.ts';
import { type JobMethod, methodOfRow } from './job-method.ts';

/** A backup or backup copy job, as the export tells it. */
export interface ProductJob {
  readonly id: string;
  readonly name: string;
  /** As the scenario calls it. */
  readonly label: string;
  readonly type: 'backup' | 'backup-copy';
  /** Of its VMs, where its type says so. */
  readonly platform?: 'vsphere' | 'hyperv';
  /** Either may be empty. */
  readonly repository: { readonly name: string; readonly id: string };
  readonly schedule: ProductSchedule;
  readonly method: JobMethod;
  readonly isHighPriority: boolean;
  /** Ids of the only proxies that it may use; empty: any. */
  readonly proxyIds: readonly string[];
  /** Bytes of all its VMs together, where the export says so. */
  readonly size?: number;
  /** VMs that the job itself names. */
  readonly members: readonly JobMember[];
  /** It also names folders, hosts or tags, whose VMs are not listed. */
  readonly hasContainers: boolean;
}

export interface JobMember {
  readonly name: string;
  /** Bytes. */
  readonly size?: number;
}

/** Types by their words, and by the numbers of the product's enumeration as old JSON has them; empty: not given. */
const BACKUP = /^((vmware|hyper-?v|vsphere)?\s*backup|vbrjob|0)?$/i;
const BACKUP_COPY = /backup\s*(sync|copy)|^(51|63)$/i;
/** Of a backup copy that copies no backups of VMs: `NasBackupCopy`. */
const OF_OTHERS = /nas|file|agent|end-?point|physical|tape|object|plug-?in|unstructured/i;
const REPLICATION_OR_VM_COPY = /replica|vm\s*copy|^(copy|1|2)$/i;
const VM_TYPES = /^(virtualmachine|vm)?$/i;

/** What backs everything up where no job is listed. */
export const ASSUMED_JOB: ProductJob = {
  id: '',
  name: 'nightly',
  label: 'nightly',
  type: 'backup',
  repository: { name: '', id: '' },
  schedule: { start: { kind: 'daily', minute: ASSUMED_START, days: EVERY_DAY } },
  method: { method: 'forward-incremental' },
  isHighPriority: false,
  proxyIds: [],
  members: [],
  hasContainers: false,
};

/** Backup and backup copy jobs, in the order of the export; others are reported and left out. */
export function readJobs(tables: readonly Table[], findings: PowershellFindings): ProductJob[] {
  const drafts: Omit<ProductJob, 'label'>[] = [];
  for (const table of tables) {
    const sheet = openTable(table, JOB, findings);
    if (sheet === undefined) continue;
    for (const row of sheet.rows) {
      const name = row.text('name');
      if (name === '') continue;
      const found = row.about(name);
      const word = row.text('type').trim();
      const type = isOfJobs(sheet.has) ? typeOf(word) : undefined;
      // Agents, files, tape and others have files of their own: one finding for all of them.
      if (type === undefined) findings.add(reasonToLeaveOut(word), { subject: name });
      else if (drafts.some((known) => known.name === name && known.type === type)) {
        findings.add('job-repeated', found);
      } else {
        const report: Report = (code) => findings.add(code, found);
        drafts.push(jobOf(row, type, report));
      }
    }
  }
  const labels = uniqueLabels(drafts.map(({ name }) => name));
  return drafts.map((draft, index) => {
    const label = labels[index] ?? draft.name;
    if (label !== draft.name) findings.add('name-replaced', { subject: draft.name });
    return { ...draft, label };
  });
}

/** Files of other kinds of jobs have the same columns, and mostly say no type; `Algorithm` and members are of VM jobs alone. */
function isOfJobs(has: ReadonlySet<JobColumn>): boolean {
  return (['type', 'algorithm', 'memberNames', 'objectNames'] as const).some((column) => has.has(column));
}

function typeOf(type: string): ProductJob['type'] | undefined {
  if (BACKUP_COPY.test(type) && !OF_OTHERS.test(type)) return 'backup-copy';
  return BACKUP.test(type) ? 'backup' : undefined;
}

function reasonToLeaveOut(type: string): PowershellCode {
  return REPLICATION_OR_VM_COPY.test(type) && !OF_OTHERS.test(type)
    ? 'job-target-unknown'
    : 'job-type-left-out';
}

function platformOf(row: SheetRow<JobColumn>): ProductJob['platform'] {
  const told = `${row.text('type')} ${row.text('platform')}`;
  if (/hyper-?v/i.test(told)) return 'hyperv';
  return /vmware|vsphere/i.test(told) ? 'vsphere' : undefined;
}

function jobOf(
  row: SheetRow<JobColumn>,
  type: ProductJob['type'],
  report: Report,
): Omit<ProductJob, 'label'> {
  const named = membersOf(row);
  const containers = named.filter((member) => !VM_TYPES.test(member.type));
  if (containers.length > 0) report('job-members-partly');
  const ids = row.flag('autoProxies') === false ? row.text('proxyIds').toLowerCase() : '';
  const size = row.number('size');
  return {
    id: row.text('id').toLowerCase(),
    name: row.text('name'),
    type,
    repository: { name: row.text('repository'), id: row.text('repositoryId').toLowerCase() },
    schedule: scheduleOfRow(row),
    method: methodOfRow(row, report),
    isHighPriority: row.flag('highPriority') === true,
    proxyIds: ids.split(';').filter((id) => id !== ''),
    members: named
      .filter((member) => VM_TYPES.test(member.type))
      .map(({ name, size: told }) => ({ name, ...present({ size: told }) })),
    hasContainers: containers.length > 0,
    ...present({ size: size !== undefined && size > 0 ? size : undefined, platform: platformOf(row) }),
  };
}

interface NamedObject {
  readonly name: string;
  readonly type: string;
  readonly size: number | undefined;
}

function membersOf(row: SheetRow<JobColumn>): NamedObject[] {
  const lists = [
    [row.list('memberNames'), row.list('memberTypes'), row.list('memberSizes')],
    [row.list('objectNames'), row.list('objectTypes'), []],
  ] as const;
  return lists.flatMap(([names, types, sizes]) =>
    names.flatMap((name, index) =>
      name === '' ? [] : [{ name, type: types[index] ?? '', size: binarySize(sizes[index] ?? '') }],
    ),
  );
}

/** Bytes of `43.5 GB`: the product's GB are 1024 MB. */
function binarySize(text: string): number | undefined {
  const parsed = parseBytes(text.trim().replace(/([KMGTP])B$/i, '$1iB'));
  return parsed.ok && parsed.value > 0 ? parsed.value : undefined;
}

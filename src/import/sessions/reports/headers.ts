import type { HeaderNames } from '../../tables/sheet.ts';

/**
 * What a row of a session report may say, and the headers it goes by: in the scripts that list sessions with their VMs
 * or alone, in the health check, in what PowerShell's own objects are called (their parts behind points), in the REST
 * interface, and in reports of Enterprise Manager. `…Gib` are numbers in GiB, whatever the header calls them; other
 * sizes are bytes, unless the cell says a unit.
 */
export type ReportColumn =
  | 'job'
  | 'vm'
  | 'name'
  | 'session'
  | 'id'
  | 'jobType'
  | 'status'
  | 'result'
  | 'isRetry'
  | 'mode'
  | 'kind'
  | 'pointType'
  | 'sessionKind'
  | TimeColumn
  | 'sessionDuration'
  | 'workDuration'
  | 'duration'
  | 'data'
  | 'dataGib'
  | 'backup'
  | 'backupGib'
  | 'size'
  | 'used'
  | 'read'
  | 'transferred'
  | 'load'
  | 'bottleneck'
  | 'repository';

export type TimeColumn = 'created' | 'sessionEnd' | 'start' | 'end';
export const TIME_COLUMNS: readonly TimeColumn[] = ['created', 'sessionEnd', 'start', 'end'];

/** An old PowerShell gives a time in JSON as an object, whose `value` it is. */
function times(...names: readonly string[]): readonly string[] {
  return names.flatMap((name) => [name, `${name}.value`]);
}

export const SESSION_REPORT: HeaderNames<ReportColumn> = {
  job: ['JobName', 'Job Name', 'Job', 'JobSess.JobName'],
  vm: ['VMName', 'VM Name', 'VM', 'ServerName'],
  name: ['Name'],
  session: ['sessionId', 'Session Id', 'JobSessId', 'JobSess.Id'],
  id: ['id'],
  jobType: ['JobType', 'Job Type', 'sessionType'],
  status: ['Status'],
  result: ['Result', 'result.result', 'Job Status'],
  isRetry: ['IsRetry', 'Is Retry', 'IsRetryMode', 'JobSess.IsRetryMode'],
  mode: ['ProcessingMode', 'Processing Mode', 'TransportMode', 'Transport Mode'],
  kind: ['TaskAlgorithm', 'WorkDetails.TaskAlgorithm', 'BackupType', 'Backup Type', 'algorithm'],
  pointType: ['RestorePointType'],
  sessionKind: ['JobAlgorithm', 'SessionAlgorithm', 'Info.SessionAlgorithm'],
  created: times(
    'JobSess.CreationTime',
    'CreationTime',
    'Creation Time',
    'Job Start Time',
    'StartDate',
    'Date',
  ),
  sessionEnd: times('JobSess.EndTime', 'Job End Time', 'EndDate'),
  start: times(
    'Progress.StartTimeLocal',
    'StartTimeLocal',
    'Progress.StartTime',
    'StartTime',
    'Start Time',
    'Start',
    'BackupCreationTime(UTC)',
  ),
  end: times(
    'Progress.StopTimeLocal',
    'StopTimeLocal',
    'Progress.StopTime',
    'EndTime',
    'End Time',
    'StopTime',
    'End',
    'BackupEndTime(UTC)',
  ),
  sessionDuration: ['JobDuration', 'Job Duration', 'SessionDuration'],
  workDuration: [
    'WorkDuration',
    'TaskDuration',
    'WorkDetails.WorkDuration',
    'WorkDetails.WorkDuration.TotalSeconds',
    'WorkDuration.TotalSeconds',
  ],
  duration: ['Progress.Duration', 'Progress.Duration.TotalSeconds', 'Duration', 'Duration.TotalSeconds'],
  data: ['DataSize', 'Data Size', 'BackupStats.DataSize'],
  dataGib: ['DataSizeGB', 'DataSize(GB)', 'DataSize (GB)'],
  backup: ['BackupSize', 'Backup Size', 'BackupStats.BackupSize'],
  backupGib: ['BackupSizeGB', 'BackupSize(GB)', 'BackupSize (GB)'],
  size: ['TotalSize', 'Total Size', 'Progress.TotalSize', 'Progress.ProcessedSize', 'ProcessedSize', 'Size'],
  used: ['TotalUsedSize', 'Total Used Size', 'Progress.TotalUsedSize'],
  read: ['ReadSize', 'DataRead', 'Data Read', 'Processed Delta', 'Progress.ReadSize', 'Read'],
  transferred: [
    'TransferredSize',
    'TransferedSize',
    'Transferred',
    'Transferred Size',
    'Progress.TransferredSize',
    'Progress.TransferedSize',
  ],
  load: ['BottleneckDetails', 'Bottleneck Details', 'Load'],
  bottleneck: ['PrimaryBottleneck', 'Primary Bottleneck', 'Progress.Bottleneck', 'Bottleneck'],
  repository: ['repositoryId', 'Repository', 'RepositoryName'],
};

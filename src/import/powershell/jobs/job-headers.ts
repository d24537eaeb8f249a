import type { HeaderNames } from '../../tables/sheet.ts';

/** A property of a job as PowerShell gives it: directly, or among its options. */
const option = (path: string) => [path, `Options.${path}`];
const scheduleOption = (path: string) => [`ScheduleOptions.${path}`];

export type JobColumn =
  | 'id'
  | 'name'
  | 'type'
  | 'platform'
  | 'disabled'
  | 'repository'
  | 'repositoryId'
  | 'size'
  | 'highPriority'
  | 'memberNames'
  | 'memberTypes'
  | 'memberSizes'
  | 'objectNames'
  | 'objectTypes'
  | 'autoProxies'
  | 'proxyIds'
  | MethodColumn
  | ScheduleColumn;

export type MethodColumn =
  | 'algorithm'
  | 'fullEnabled'
  | 'fullKind'
  | 'fullDays'
  | 'fullWeekly'
  | 'syntheticEnabled'
  | 'syntheticWeekly'
  | 'syntheticDays'
  | 'restorePoints'
  | 'compression'
  | 'blockSize'
  | 'encryption'
  | 'excludeDeleted';

export type ScheduleColumn =
  | 'scheduleText'
  | 'scheduleEnabledTime'
  | 'scheduleEnabled'
  | 'daily'
  | 'dailyTime'
  | 'dailyKind'
  | 'dailyDays'
  | 'monthly'
  | 'monthlyTime'
  | 'monthlyDay'
  | 'periodic'
  | 'period'
  | 'periodKind'
  | 'periodOffset'
  | 'periodGrid'
  | 'periodGridDays'
  | 'periodGridHours'
  | 'continuous'
  | 'after'
  | 'afterJob'
  | 'afterJobId'
  | 'byHand'
  | 'nextRun'
  | 'window'
  | 'windowGrid'
  | 'windowDays'
  | 'windowHours'
  | 'retryEnabled'
  | 'retryTimes'
  | 'retryMinutes';

const METHOD: HeaderNames<MethodColumn> = {
  algorithm: [
    'Algorithm',
    ...option('BackupTargetOptions.Algorithm'),
    'storage.advancedSettings.backupModeType',
  ],
  fullEnabled: [
    'EnableFullBackup',
    ...option('BackupStorageOptions.EnableFullBackup'),
    'storage.advancedSettings.activeFulls.isEnabled',
  ],
  fullKind: ['FullBackupScheduleKind', ...option('BackupTargetOptions.FullBackupScheduleKind')],
  fullDays: [
    'FullBackupDays',
    ...option('BackupTargetOptions.FullBackupDays'),
    'storage.advancedSettings.activeFulls.weekly.days',
  ],
  fullWeekly: ['storage.advancedSettings.activeFulls.weekly.isEnabled'],
  syntheticEnabled: [
    'TransformFullToSyntethic',
    ...option('BackupTargetOptions.TransformFullToSyntethic'),
    'storage.advancedSettings.syntheticFulls.isEnabled',
    'storage.advancedSettings.synthenticFulls.isEnabled',
  ],
  syntheticWeekly: ['storage.advancedSettings.syntheticFulls.weekly.isEnabled'],
  syntheticDays: [
    'TransformToSyntethicDays',
    ...option('BackupTargetOptions.TransformToSyntethicDays'),
    'storage.advancedSettings.syntheticFulls.weekly.days',
    'storage.advancedSettings.syntheticFulls.days',
    'storage.advancedSettings.synthenticFulls.days',
  ],
  restorePoints: [
    'RetentionCount',
    'RestorePoints',
    ...option('BackupStorageOptions.RetainCycles'),
    'storage.retentionPolicy.quantity',
  ],
  compression: [
    'CompressionLevel',
    ...option('BackupStorageOptions.CompressionLevel'),
    'storage.advancedSettings.storageData.compressionLevel',
  ],
  blockSize: [
    'BlockSize',
    ...option('BackupStorageOptions.StgBlockSize'),
    'storage.advancedSettings.storageData.storageOptimization',
  ],
  encryption: [
    'StgEncryptionEnabled',
    ...option('BackupStorageOptions.StorageEncryptionEnabled'),
    'storage.advancedSettings.storageData.encryption.isEnabled',
  ],
  excludeDeleted: [
    ...option('ViSourceOptions.DirtyBlocksNullingEnabled'),
    'storage.advancedSettings.storageData.excludeDeletedFileBlocks',
  ],
};

const SCHEDULE: HeaderNames<ScheduleColumn> = {
  scheduleText: ['ScheduleOptions'],
  scheduleEnabledTime: ['SheduleEnabledTime', 'ScheduleEnabledTime'],
  scheduleEnabled: ['IsScheduleEnabled', 'ScheduleEnabled', 'schedule.runAutomatically'],
  daily: [...scheduleOption('OptionsDaily.Enabled'), 'schedule.daily.isEnabled'],
  dailyTime: [...scheduleOption('OptionsDaily.TimeLocal'), 'schedule.daily.localTime', 'schedule.daily'],
  dailyKind: [...scheduleOption('OptionsDaily.Kind'), 'schedule.daily.dailyKind'],
  dailyDays: [
    ...scheduleOption('OptionsDaily.DaysSrv'),
    ...scheduleOption('OptionsDaily.Days'),
    'schedule.daily.days',
  ],
  monthly: [...scheduleOption('OptionsMonthly.Enabled'), 'schedule.monthly.isEnabled'],
  monthlyTime: [...scheduleOption('OptionsMonthly.TimeLocal'), 'schedule.monthly.localTime'],
  monthlyDay: [...scheduleOption('OptionsMonthly.DayOfWeek'), 'schedule.monthly.dayOfWeek'],
  periodic: [...scheduleOption('OptionsPeriodically.Enabled'), 'schedule.periodically.isEnabled'],
  period: [...scheduleOption('OptionsPeriodically.FullPeriod'), 'schedule.periodically.frequency'],
  periodKind: ['schedule.periodically.periodicallyKind'],
  periodOffset: [
    ...scheduleOption('OptionsPeriodically.HourlyOffset'),
    'schedule.periodically.startTimeWithinAnHour',
  ],
  periodGrid: scheduleOption('OptionsPeriodically.Schedule'),
  periodGridDays: ['schedule.periodically.backupWindow.days.*.day'],
  periodGridHours: ['schedule.periodically.backupWindow.days.*.hours'],
  continuous: [...scheduleOption('OptionsContinuous.Enabled'), 'schedule.continuously.isEnabled'],
  after: [...scheduleOption('OptionsScheduleAfterJob.IsEnabled'), 'schedule.afterThisJob.isEnabled'],
  afterJobId: [
    'PreviousJobIdInScheduleChain',
    'Info.ParentScheduleId',
    ...scheduleOption('OptionsScheduleAfterJob.Id'),
  ],
  byHand: option('JobOptions.RunManually'),
  nextRun: scheduleOption('NextRun'),
  afterJob: ['PreviousJobName', 'schedule.afterThisJob.jobName'],
  window: [...scheduleOption('OptionsBackupWindow.IsEnabled'), 'schedule.backupWindow.isEnabled'],
  windowGrid: scheduleOption('OptionsBackupWindow.BackupWindow'),
  windowDays: ['schedule.backupWindow.backupWindow.days.*.day'],
  windowHours: ['schedule.backupWindow.backupWindow.days.*.hours'],
  retryEnabled: [...scheduleOption('RetrySpecified'), 'schedule.retry.isEnabled'],
  retryTimes: [...scheduleOption('RetryTimes'), 'schedule.retry.retryCount'],
  retryMinutes: [...scheduleOption('RetryTimeout'), 'schedule.retry.awaitMinutes'],
};

export const JOB: HeaderNames<JobColumn> = {
  id: ['Id'],
  name: ['Name', 'metadata.name'],
  type: ['TypeToString', 'JobType', 'Type', 'kind'],
  platform: ['virtualMachines.includes.0.platform', 'BackupPlatform.Platform'],
  disabled: ['isDisabled'],
  repository: ['RepoName', 'RepositoryName', 'TargetRepository', 'TargetRepository.Name'],
  repositoryId: ['storage.backupRepositoryId', 'TargetRepositoryId', 'Info.TargetRepositoryId'],
  size: ['OriginalSize', 'Info.IncludedSize'],
  highPriority: ['isHighPriority'],
  memberNames: ['virtualMachines.includes.*.name'],
  memberTypes: ['virtualMachines.includes.*.type'],
  memberSizes: ['virtualMachines.includes.*.size'],
  objectNames: ['objects.*.name'],
  objectTypes: ['objects.*.type'],
  autoProxies: ['storage.backupProxies.autoSelectEnabled'],
  proxyIds: ['storage.backupProxies.proxyIds'],
  ...METHOD,
  ...SCHEDULE,
};

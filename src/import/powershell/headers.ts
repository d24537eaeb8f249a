import type { HeaderNames } from '../tables/sheet.ts';

/**
 * The columns that the import reads and the headers they go by: the flat CSV files of a health check, the properties of
 * PowerShell's objects (`Options.MaxTasksCount`, as JSON and `Select-Object` give them), and the fields of the REST
 * interface. Spelling errors (`Shedule`, `Syntethic`) are the product's own.
 */

export type ServerColumn = 'id' | 'physicalId' | 'name' | 'type' | 'cores' | 'ram';

export const SERVER: HeaderNames<ServerColumn> = {
  id: ['Id'],
  physicalId: ['PhysHostId', 'PhysicalHostId', 'Info.PhysHostId'],
  name: ['Name'],
  type: ['Type', 'Info.Type'],
  cores: ['Cores', 'HardwareInfo.CoresCount'],
  ram: ['RAM', 'HardwareInfo.PhysicalRamTotal'],
};

export type ProxyColumn =
  | 'id'
  | 'name'
  | 'description'
  | 'hostId'
  | 'hostName'
  | 'type'
  | 'disabled'
  | 'tasks'
  | 'failover'
  | 'mode'
  | 'encrypted'
  | 'chosenVm'
  | 'chassis';

export const PROXY: HeaderNames<ProxyColumn> = {
  id: ['Id'],
  name: ['Name'],
  description: ['Description'],
  hostId: ['HostId', 'Host.Id', 'Info.HostId', 'server.hostId'],
  hostName: ['Host.Name', 'Host', 'server.hostName'],
  type: ['Type'],
  disabled: ['IsDisabled', 'server.isDisabled'],
  tasks: ['MaxTasksCount', 'Options.MaxTasksCount', 'server.maxTaskCount'],
  failover: ['FailoverToNetwork', 'Options.FailoverToNetwork', 'server.failoverToNetwork'],
  mode: ['TransportMode', 'Options.TransportMode', 'server.transportMode'],
  encrypted: ['UseSsl', 'Options.UseSsl', 'server.hostToProxyEncryption'],
  chosenVm: ['ChosenVm', 'ChosenVm.Name', 'Options.ChosenVm'],
  chassis: ['ChassisType', 'Info.ChassisType'],
};

export type RepositoryColumn =
  | 'id'
  | 'name'
  | 'description'
  | 'hostId'
  | 'type'
  | 'path'
  | 'unavailable'
  | 'tasks'
  | 'unlimited'
  | 'limited'
  | 'rate'
  | 'rateLimited'
  | 'perVmFiles'
  | 'splits'
  | 'cloning'
  | 'free'
  | 'gateways'
  | 'gatewayIds'
  | 'scaleOut';

export const REPOSITORY: HeaderNames<RepositoryColumn> = {
  id: ['Id'],
  name: ['Name'],
  description: ['Description'],
  hostId: ['HostId', 'Info.HostId'],
  type: ['Type'],
  path: ['Path', 'FriendlyPath', 'repository.path'],
  unavailable: ['IsUnavailable'],
  tasks: ['Options(maxtasks)', 'Options.MaxTaskCount', 'repository.maxTaskCount'],
  unlimited: ['Options(Unlimited Tasks)', 'Options.IsTaskCountUnlim'],
  limited: ['repository.taskLimitEnabled'],
  rate: ['Options(CombinedDataRateLimit)', 'Options.CombinedDataRateLimit', 'repository.readWriteRate'],
  rateLimited: ['repository.readWriteLimitEnabled'],
  perVmFiles: [
    'Options(OneBackupFilePerVm)',
    'Options.OneBackupFilePerVm',
    'repository.advancedSettings.perVmBackup',
  ],
  splits: ['SplitStoragesPerVm'],
  cloning: ['repository.useFastCloningOnXFSVolumes'],
  free: ['CachedFreeSpace', 'FreeSpace', 'Info.CachedFreeSpace.InGigabytes'],
  gateways: ['gatewayHosts'],
  gatewayIds: ['share.gatewayServer.gatewayServerIds', 'gatewayServer.gatewayServerIds'],
  scaleOut: ['SOBR_Name'],
};

export type ScaleOutColumn = 'id' | 'name' | 'policy' | 'extents' | 'extentList' | 'perVmFiles';

export const SCALE_OUT: HeaderNames<ScaleOutColumn> = {
  id: ['Id'],
  name: ['Name'],
  policy: ['PolicyType', 'placementPolicy.type'],
  extents: ['Extents', 'Extent'],
  extentList: ['performanceTier.performanceExtents.*.name', 'Extent.*.Name', 'Extents.*.Name'],
  perVmFiles: ['UsePerVMBackupFiles', 'performanceTier.advancedSettings.perVmBackup'],
};

export type RuleColumn =
  | 'name'
  | 'sourceStart'
  | 'sourceEnd'
  | 'targetStart'
  | 'targetEnd'
  | 'throttled'
  | 'value'
  | 'unit'
  | 'window'
  | 'windowGrid'
  | 'windowDays'
  | 'windowHours';

export const RULE: HeaderNames<RuleColumn> = {
  name: ['Name'],
  sourceStart: ['SourceIPStart', 'sourceIPAddressStart'],
  sourceEnd: ['SourceIPEnd', 'sourceIPAddressEnd'],
  targetStart: ['TargetIPStart', 'targetIPAddressStart'],
  targetEnd: ['TargetIPEnd', 'targetIPAddressEnd'],
  throttled: ['ThrottlingEnabled', 'throttlingEnabled'],
  value: ['ThrottlingValue', 'throttlingValue'],
  unit: ['ThrottlingUnit', 'throttlingUnit'],
  window: ['ThrottlingWindowEnabled'],
  windowGrid: ['ThrottlingWindowOptions'],
  windowDays: ['throttlingWindowOptions.days.*.day'],
  windowHours: ['throttlingWindowOptions.days.*.hours'],
};

export type VmColumn = 'name' | 'power' | 'provisioned' | 'used' | 'path' | 'type';

export const VM: HeaderNames<VmColumn> = {
  name: ['Name'],
  power: ['PowerState'],
  provisioned: ['ProvisionedSize'],
  used: ['UsedSize'],
  path: ['Path'],
  type: ['Type'],
};

interface OtherWord {
  /** In small letters, without hyphens and underscores. */
  readonly words: readonly string[];
  /** Keys of the format, all of which must be possible where the word stands. The first is the one to write. */
  readonly keys: readonly string[];
  /** What to write. Default: the key. */
  readonly hint?: string;
}

const STAND_INS = 'scenarios/study/stand-ins.yaml shows what can stand in for them.';
const NO_AGENTS = `Agents are not simulated: ${STAND_INS}`;
const NO_FILE_SHARES = `File shares are not simulated: ${STAND_INS}`;
const NO_TAPE =
  'Tape is not simulated: a backup-copy to a repository with the slots and the rate of the drives can stand in for it.';
const NO_CHECKS = 'Checks of backups are not simulated.';

/** What people call things that a scenario calls otherwise. Words that are nearly the key need no line here. */
const OTHER_WORDS: readonly OtherWord[] = [
  {
    words: [
      'slots',
      'maxslots',
      'taskslots',
      'tasks',
      'maxtasks',
      'maxtaskcount',
      'maxtaskscount',
      'tasklimit',
      'concurrency',
      'streams',
    ],
    keys: ['maxConcurrentTasks'],
  },
  { words: ['cpu', 'cpus', 'vcpu', 'vcpus', 'cpucount'], keys: ['cores'] },
  { words: ['memory', 'mem'], keys: ['ram'] },
  {
    words: ['ramgb', 'rammb', 'memorygb', 'memorymb'],
    keys: ['ram'],
    hint: "Write 'ram' with its unit: 'ram: 16 GB'.",
  },
  { words: ['disabled', 'isdisabled'], keys: ['enabled'], hint: "Write 'enabled: false' to switch it off." },
  {
    words: ['comment', 'comments', 'description', 'note', 'notes'],
    keys: [],
    hint: "Write it behind a '#': the rest of such a line is a comment.",
  },
  {
    words: ['bandwidth', 'throughput', 'rate', 'speed'],
    keys: ['read', 'write'],
    hint: "Write 'read' and 'write', for example 'write: 500 MB/s'.",
  },
  { words: ['bandwidth', 'throughput', 'nic'], keys: ['network'] },
  { words: ['bandwidth', 'throughput', 'speed'], keys: ['rate'] },
  { words: ['transport', 'transports', 'transportmode', 'mode'], keys: ['modes'] },
  { words: ['type'], keys: ['kind'] },
  { words: ['kind'], keys: ['type'] },
  {
    words: ['protocol', 'protocols', 'hba', 'fc', 'iscsi', 'san', 'storageports'],
    keys: ['storage', 'modes'],
    hint: "Write for example 'storage: { protocols: [fc] }'.",
  },
  {
    words: ['size', 'capacity', 'space'],
    keys: ['freeSpace', 'extents'],
    hint: "Repositories never fill up here: 'freeSpace' only chooses among extents.",
  },
  { words: ['throttle', 'throttling', 'ratelimit', 'datarate', 'ingestthrottle'], keys: ['ingest'] },
  {
    words: ['xfs', 'refs', 'reflink', 'fastclone'],
    keys: ['blockCloning'],
    hint: "Write 'blockCloning: true'.",
  },
  { words: ['os', 'ostype'], keys: ['guest'] },
  { words: ['cbt', 'rct', 'changetracking'], keys: ['tracking'], hint: "Write for example 'tracking: cbt'." },
  { words: ['capacity', 'provisioned', 'provisionedsize'], keys: ['size', 'datastore'] },
  { words: ['dailychange', 'changes', 'churn'], keys: ['changeRate'] },
  { words: ['retry', 'retrycount'], keys: ['retries'] },
  { words: ['destination', 'target', 'repo'], keys: ['repository', 'source'], hint: "Write 'repository'." },
  { words: ['machines', 'servers', 'objects', 'includes'], keys: ['vms', 'exclude'] },
  {
    words: ['after', 'dependson', 'chain', 'chainedto', 'runafter'],
    keys: ['schedule'],
    hint: "Write 'schedule: { after: JOB }' with the name of the other job.",
  },
  {
    words: ['full', 'fulls', 'fullbackup', 'fullday', 'fulldays'],
    keys: ['activeFull', 'syntheticFull'],
    hint: "Write for example 'activeFull: { days: [sat] }', or 'syntheticFull'.",
  },
  { words: ['compress', 'compressionlevel'], keys: ['compression'] },
  { words: ['encrypt', 'encrypted'], keys: ['encryption'] },
  { words: ['mode', 'algorithm', 'backupmode'], keys: ['method', 'run'] },
  {
    words: ['sla', 'deadline', 'slo'],
    keys: ['window', 'schedule'],
    hint: "Write 'window', and for example 'expect: [{ metric: jobs.nightly.window, max: 8h }]'.",
  },
  {
    words: ['vss', 'appaware', 'applicationaware', 'guestprocessing'],
    keys: ['vmPrepare', 'vms'],
    hint: "It only takes time here: write that as 'vmPrepare'.",
  },
  {
    words: ['cluster'],
    keys: ['hosts', 'disks'],
    hint: 'A VM is in the cluster of its host: write for example \'hosts: ["hv*"]\'.',
  },
  {
    words: ['from', 'to', 'sites', 'site', 'source', 'target'],
    keys: ['between'],
    hint: "Write 'between' with both sites, for example 'between: [hq, dr]'.",
  },
  { words: ['volumes', 'csvs', 'luns', 'storages'], keys: ['datastores'] },
  { words: ['nodes', 'servers', 'hypervisors'], keys: ['hosts', 'datastores'] },
  {
    words: ['clusters'],
    keys: ['hosts', 'datastores'],
    hint: "Write the cluster of each host in 'hosts', for example [{ name: hv1, cluster: c1 }].",
  },
  { words: ['virtualmachines', 'machines', 'guests'], keys: ['vms', 'datastores'] },
  {
    words: ['tag', 'tags', 'cluster', 'host', 'hosts', 'datastore', 'folder'],
    keys: ['vms', 'exclude'],
    hint: "Select VMs in 'vms', for example 'vms: [{ tag: sql }]'.",
  },
  { words: ['name', 'vm'], keys: ['tag', 'cluster'], hint: 'Write the name alone, for example vms: [vm1].' },
  { words: ['end', 'duration', 'length', 'until', 'days'], keys: ['horizon', 'sample'] },
  {
    words: ['timezone', 'tz', 'zone'],
    keys: ['horizon', 'sample'],
    hint: 'Leave it out: all times are local, without a time zone.',
  },
  {
    words: ['mean', 'average', 'sd', 'stddev', 'sigma', 'mu'],
    keys: ['median', 'p95'],
    hint: 'Write for example { median: 80 GB, p95: 400 GB }.',
  },
  {
    words: ['start', 'starts', 'starttime', 'time', 'at', 'daily', 'days', 'cron'],
    keys: ['schedule'],
    hint: 'Write for example \'schedule: { daily: "22:00" }\'.',
  },
  {
    words: ['proxy', 'host', 'repository', 'link', 'job', 'vm', 'vms', 'name', 'what'],
    keys: ['target', 'kind', 'mtbf'],
    hint: "Write 'target', for example 'target: px1'.",
  },
  { words: ['duration', 'length', 'lasts', 'until'], keys: ['for'] },
  { words: ['start', 'starts', 'time', 'when'], keys: ['at', 'mtbf'] },
  {
    words: ['hours', 'schedule', 'when', 'time', 'times', 'within', 'window'],
    keys: ['rate', 'during'],
    hint: 'Write for example \'during: "08:00-18:00"\'.',
  },
  {
    words: ['weekly', 'weekdays', 'time', 'cron'],
    keys: ['daily', 'days'],
    hint: 'Write for example \'{ daily: "22:00", days: [fri] }\'.',
  },
  {
    words: ['start', 'end', 'from', 'to', 'begin', 'opens', 'closes'],
    keys: ['length', 'onClose'],
    hint: 'Write for example \'window: "22:00-06:00"\'.',
  },
  {
    words: ['inventory', 'csv', 'estate'],
    keys: ['vms', 'jobs'],
    hint: "Write for example 'vms: [{ inventory: estate.csv }]'.",
  },
  {
    words: ['proxy'],
    keys: ['proxies', 'repositories'],
    hint: "Write 'proxies' with a list, such as [{ name: px1 }].",
  },
  { words: ['proxy'], keys: ['proxies'], hint: "Write 'proxies' with a list, such as [px1]." },
  { words: ['retention', 'keep'], keys: ['restorePoints'] },
  { words: ['recoverypointobjective', 'objective', 'sla'], keys: ['rpo'] },
  {
    words: ['disk', 'size', 'disksize', 'datastore', 'used', 'changerate', 'capacity', 'storage'],
    keys: ['disks'],
    hint: "Write for example 'disks: [{ size: 100 GB, datastore: ds1 }]'.",
  },
  {
    words: ['count', 'number', 'quantity', 'amount'],
    keys: ['name'],
    hint: 'For several that are alike, write one name with braces, such as "vm{1..20}".',
  },
  { words: ['agent', 'agents', 'protectiongroup', 'protectiongroups'], keys: [], hint: NO_AGENTS },
  { words: ['fileshare', 'fileshares', 'nas', 'fileproxies'], keys: [], hint: NO_FILE_SHARES },
  { words: ['tapes', 'tapelibraries', 'mediapools'], keys: [], hint: NO_TAPE },
  { words: ['healthcheck', 'healthchecks', 'surebackup'], keys: [], hint: NO_CHECKS },
];

interface OtherValue {
  /** In small letters, without hyphens, underscores and blanks. */
  readonly words: readonly string[];
  /** The word of the format. */
  readonly value: string;
  /**
   * What to say where no word of the format means the same; `value` is any word of the field then. Default: to write
   * the value.
   */
  readonly hint?: string;
}

/** What backup servers, their exports and people call values that a scenario calls otherwise. */
const OTHER_VALUES: readonly OtherValue[] = [
  { words: ['network', 'networkmode', 'lan'], value: 'nbd' },
  { words: ['virtualappliance', 'appliance', 'scsihotadd'], value: 'hotadd' },
  { words: ['directsan', 'directstorage', 'directstorageaccess', 'fc', 'iscsi'], value: 'san' },
  { words: ['directnfs'], value: 'nfs' },
  { words: ['storagesnapshots', 'bfss'], value: 'storage-snapshot' },
  { words: ['onhost'], value: 'on-host' },
  { words: ['offhost'], value: 'off-host' },
  { words: ['fibrechannel', 'fiberchannel', 'fcp'], value: 'fc' },
  { words: ['cifs', 'smb3'], value: 'smb' },
  { words: ['vm', 'vmware'], value: 'virtual' },
  { words: ['server', 'hardware', 'baremetal'], value: 'physical' },
  { words: ['vmware', 'esxi', 'esx', 'vcenter'], value: 'vsphere' },
  { words: ['incremental', 'increment', 'synthetic'], value: 'forward-incremental' },
  { words: ['reversed', 'reversedincremental'], value: 'reverse-incremental' },
  { words: ['full', 'fulls'], value: 'active-full' },
  { words: ['copy'], value: 'backup-copy' },
  { words: ['low', 'default', 'medium'], value: 'normal' },
  { words: ['off', 'false', '0'], value: 'none' },
  { words: ['4', 'dedup', 'low'], value: 'dedupe-friendly' },
  { words: ['5', 'auto', 'true', 'on', 'default', 'normal'], value: 'optimal' },
  { words: ['6'], value: 'high' },
  { words: ['9', 'max', 'maximum'], value: 'extreme' },
  { words: ['1024kb', 'local', 'localtarget'], value: '1 MB' },
  { words: ['4096kb', 'largeblocks', 'local16tb'], value: '4 MB' },
  { words: ['lan', 'lantarget'], value: '512 KB' },
  { words: ['wan', 'wantarget'], value: '256 KB' },
  {
    words: [
      'agent',
      'agents',
      'agentbackup',
      'windowsagentbackup',
      'linuxagentbackup',
      'physical',
      'endpoint',
    ],
    value: 'vm-copy',
    hint: NO_AGENTS,
  },
  {
    words: [
      'file',
      'files',
      'fileshare',
      'filebackup',
      'filesharebackup',
      'nas',
      'nasbackup',
      'unstructureddata',
    ],
    value: 'vm-copy',
    hint: NO_FILE_SHARES,
  },
  {
    words: ['tape', 'backuptotape', 'filetotape', 'tapebackup', 'vmtapebackup'],
    value: 'vm-copy',
    hint: NO_TAPE,
  },
  { words: ['surebackup', 'healthcheck'], value: 'vm-copy', hint: NO_CHECKS },
];

/** What to write instead of a value that the format does not have; undefined where nothing is known to mean it. */
export function otherValueHint(word: string, possible: readonly string[]): string | undefined {
  const wanted = plainWord(word);
  const meant = OTHER_VALUES.find(({ words, value }) => possible.includes(value) && words.includes(wanted));
  return meant && (meant.hint ?? `Write ${meant.value}.`);
}

function plainWord(word: string): string {
  return word.toLowerCase().replace(/[-_ ]/g, '');
}

/** What to write instead of a word that the format does not have, though others do; undefined for any other word. */
export function otherWordHint(word: string, possible: readonly string[]): string | undefined {
  const meant = otherWord(word, possible);
  return meant && (meant.hint ?? `Write '${meant.keys[0]}'.`);
}

/** The key of the format that such a word stands for. */
export function meantKey(word: string, possible: readonly string[]): string | undefined {
  return otherWord(word, possible)?.keys[0];
}

function otherWord(word: string, possible: readonly string[]): OtherWord | undefined {
  const wanted = plainWord(word);
  return OTHER_WORDS.find(
    ({ words, keys }) => words.includes(wanted) && keys.every((key) => possible.includes(key)),
  );
}

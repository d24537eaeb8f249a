interface OtherWord {
  /** In small letters, without hyphens and underscores. */
  readonly words: readonly string[];
  /** Keys of the format, all of which must be possible where the word stands. */
  readonly keys: readonly string[];
  /** What to write. Default: the key. */
  readonly hint?: string;
}

/** What people call things that a scenario calls otherwise. Words that are nearly the key need no line here. */
const OTHER_WORDS: readonly OtherWord[] = [
  {
    words: ['slots', 'maxslots', 'taskslots', 'tasks', 'maxtasks', 'tasklimit', 'concurrency', 'streams'],
    keys: ['maxConcurrentTasks'],
  },
  { words: ['cpu', 'cpus', 'vcpu', 'vcpus', 'cpucount'], keys: ['cores'] },
  { words: ['memory', 'mem'], keys: ['ram'] },
  {
    words: ['bandwidth', 'throughput', 'rate', 'speed'],
    keys: ['read', 'write'],
    hint: "Write 'read' and 'write', for example 'write: 500 MB/s'.",
  },
  { words: ['bandwidth', 'throughput', 'nic'], keys: ['network'] },
  { words: ['bandwidth', 'throughput', 'speed'], keys: ['rate'] },
  { words: ['transport', 'transports', 'mode'], keys: ['modes'] },
  {
    words: ['start', 'starts', 'starttime', 'time', 'at', 'daily', 'days', 'cron'],
    keys: ['schedule'],
    hint: 'Write for example \'schedule: { daily: "22:00" }\'.',
  },
  {
    words: ['proxy', 'host', 'repository', 'link', 'job', 'vm', 'vms', 'name', 'what'],
    keys: ['kind', 'target', 'mtbf'],
    hint: "Write 'target', for example 'target: px1'.",
  },
  { words: ['duration', 'length', 'lasts', 'until'], keys: ['for'] },
  { words: ['start', 'starts', 'time', 'when'], keys: ['at', 'mtbf'] },
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
  { words: ['proxy'], keys: ['proxies'], hint: "Write 'proxies' with a list, such as [px1]." },
  { words: ['retention', 'keep'], keys: ['restorePoints'] },
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
];

/** What to write instead of a word that the format does not have, though others do; undefined for any other word. */
export function otherWordHint(word: string, possible: readonly string[]): string | undefined {
  const wanted = word.toLowerCase().replace(/[-_ ]/g, '');
  const meant = OTHER_WORDS.find(
    ({ words, keys }) => words.includes(wanted) && keys.every((key) => possible.includes(key)),
  );
  return meant && (meant.hint ?? `Write '${meant.keys[0]}'.`);
}

import type { Diagnostic } from './diagnostic.ts';

/** What a code stands for. */
export interface CodeMeaning {
  readonly severity: Diagnostic['severity'];
  /** What the code stands for, for readers of this file and of tools that list codes. */
  readonly meaning: string;
}

const error = (meaning: string): CodeMeaning => ({ severity: 'error', meaning });
const warning = (meaning: string): CodeMeaning => ({ severity: 'warning', meaning });

/** Every code a finding can have. Codes are stable: scripts and tests match them; messages are free to improve. */
export const CODES = {
  // The text.
  'yaml-syntax': error('The text is not YAML.'),
  'duplicate-key': error('A map has the same key twice.'),
  'empty-file': error('The file is empty.'),
  'not-a-map': error('The file is a list or a single value, not a map of sections.'),
  'several-documents': error('The file holds more than one YAML document.'),
  'not-text': error('The file is not text.'),
  'too-large': error('The file is too long, or includes too many others.'),
  'too-deep': error('Maps and lists are nested too deeply.'),
  'alias-limit': error('A YAML alias refers to itself, or aliases stand for too many values.'),
  // Its shape.
  'unknown-key': error('A key that the format does not have.'),
  'missing-key': error('A key that is needed is not there.'),
  'wrong-type': error('A value of another type than the key needs.'),
  'unknown-value': error('A word that this key does not take.'),
  contradiction: error('Two values exclude each other.'),
  'bad-name': error('A name that is empty, begins or ends with a blank, or stands in typographic quotes.'),
  'missing-unit': error('A bare number where a unit is needed.'),
  'ambiguous-unit': error('A unit that may mean bits or bytes.'),
  'unknown-unit': error('A unit that does not exist, or does not fit here.'),
  'bad-quantity': error('A text that cannot be read as the number, time or amount that is needed.'),
  'ambiguous-point': warning('An amount or rate whose point was perhaps meant to separate thousands.'),
  'out-of-range': error('A value that is too small or too large.'),
  // Files, names and overlays.
  'file-not-found': error('A file that is named does not exist.'),
  'file-not-readable': error('A file exists and cannot be read.'),
  'is-a-directory': error('A folder stands where a file is needed.'),
  'include-cycle': error('Files include each other in a circle.'),
  'expansion-mismatch': error('The braces of a field do not pair up with the name of its entry.'),
  'list-in-every-entry': warning(
    'A list of VMs or tags with the braces of its entry, so that every entry has all of their names.',
  ),
  'expansion-limit': error('Names with braces stand for more entries than are allowed.'),
  'unexpanded-name': warning(
    'A name with a range that is not in braces, so that it stands for one thing only.',
  ),
  'overlay-no-match': error('A path of --set, --vary or a set section that leads to nothing.'),
  'bad-overlay': error(
    'A value of --set, --vary or a set section that cannot be read, or cannot be set there.',
  ),
  'starts-kept': warning('Jobs that keep their own starts where jobs.NAME.starts sets those of others.'),
  'unknown-column': warning('A column of an inventory that is not used.'),
  'missing-column': error('An inventory lacks a column that is needed.'),
  'bad-row': error('A row of an inventory that lacks something, or contradicts another row.'),
  // What names refer to, and whether entries make sense.
  'duplicate-name': error('Two things of one kind have the same name.'),
  'unknown-reference': error('A name of something that is not declared.'),
  'dependency-cycle': error('Jobs wait for each other in a circle.'),
  'selector-no-match': error('A selector that matches no VM.'),
  'empty-job': error('A job without VMs.'),
  'no-disks': error('A VM without disks.'),
  'used-over-size': error('A disk that uses more space than it has.'),
  'few-cores': warning('A proxy with fewer cores than the vendor advises.'),
  // Found by later stages.
  'ram-short': warning('A proxy with less memory than its task slots need.'),
  oversubscribed: warning('A proxy with more slots than cores.'),
  'modes-without-use': warning('A proxy whose allowed modes are all of no use to its kind.'),
  'unused-proxy': warning('A proxy that can take no task of any job.'),
  'unused-repository': warning('A repository that no job writes to or reads from.'),
  'datastore-without-hosts': warning('A datastore with VMs that no host mounts.'),
  'sites-not-joined': warning('Two sites between which a job moves data, and that no links join.'),
  'storage-across-sites': warning(
    'A proxy that reaches datastores of another site directly, because no fabrics are named.',
  ),
  'inverted-ratio': warning('A compression ratio with which more is transferred than is read.'),
  'no-effect': warning('A setting that changes nothing, because what it needs is not in the scenario.'),
  'unreachable-disk': warning('A disk that no proxy can read, or write.'),
  'job-never-starts': warning('A job that has no session in the run.'),
  'never-done': warning('A run without a horizon that is not done after a year.'),
  'refused-by-policy': warning("Tasks waited because a filter of the user's own policy refused them."),
  'host-keeps-vms': warning(
    'A fault that takes down a host of a cluster with VMs or volumes that no other host of it can take over.',
  ),
  'fault-after-end': warning('A fault that comes when the run is over.'),
  'warm-up-too-long': warning('A warm-up that is longer than the run.'),
  'window-shorter-than-disk': warning(
    'A window that is too short even for the longest disk of its job alone.',
  ),
  'rpo-shorter-than-interval': warning(
    'An objective that cannot hold, because the job, or the one whose backups it copies, starts less often than that.',
  ),
  'affinity-not-honoured': warning('A repository prefers a proxy that cannot be used.'),
  'datastore-never-calm': warning('A datastore whose latency is always too high for a task to start.'),
  'latency-not-controlled': warning('A datastore of a type that latency control does not support.'),
  'datastore-not-visible': warning('A VM whose host does not mount the datastore of its disk.'),
  'unknown-metric': error('An expectation about a metric that does not exist.'),
  'unknown-policy': error('A policy, order or selection that does not exist.'),
  'bad-policy': error("A policy of the user's own that cannot be used, or whose keys break a rule."),
  'vm-in-no-job': warning('A VM that no job protects.'),
  'bad-option': error('An option of a command or of the library that cannot be used.'),
  'bad-baseline': error(
    'An accepted result that cannot be compared with, or none where there has to be one.',
  ),
  'queue-unusable': error('A queue whose server does not answer, or that this experiment cannot use.'),
} as const satisfies Record<string, CodeMeaning>;

/** What identifies a kind of finding; it stays the same when the words of its message change. */
export type Code = keyof typeof CODES;

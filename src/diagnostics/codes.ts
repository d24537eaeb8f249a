import type { Diagnostic } from './diagnostic.ts';

interface CodeMeaning {
  readonly severity: Diagnostic['severity'];
  /** One line for the manual. */
  readonly meaning: string;
}

const error = (meaning: string): CodeMeaning => ({ severity: 'error', meaning });
const warning = (meaning: string): CodeMeaning => ({ severity: 'warning', meaning });

/** Every code a finding can have. Codes are stable: scripts and tests match them; messages are free to improve. */
export const CODES = {
  // The text.
  'yaml-syntax': error('The text is not YAML.'),
  'duplicate-key': error('One map says the same key twice.'),
  'empty-file': error('There is nothing in the file.'),
  'not-a-map': error('The file is a list or a single value where sections are needed.'),
  'several-documents': error('The file holds more than one YAML document.'),
  'not-text': error('The file is not text.'),
  'too-large': error('The file, or what it stands for, is larger than this program takes.'),
  'too-deep': error('Maps and lists are nested deeper than any scenario needs.'),
  'alias-limit': error('Aliases refer to themselves or multiply the text beyond measure.'),
  // Its shape.
  'unknown-key': error('A key that the format does not have.'),
  'missing-key': error('A key that is needed is not there.'),
  'wrong-type': error('A value of another type than the key needs.'),
  'unknown-value': error('A word that is not one of the possible ones.'),
  contradiction: error('Two values exclude each other.'),
  'bad-name': error('A name that cannot be one.'),
  'missing-unit': error('A bare number where a unit is needed.'),
  'ambiguous-unit': error('A unit that may mean bits or bytes.'),
  'unknown-unit': error('A unit that is none.'),
  'bad-quantity': error('A text that is not the quantity it should be.'),
  'out-of-range': error('A value below or above what makes sense.'),
  // Files, names and overlays.
  'file-not-found': error('A file that is named does not exist.'),
  'file-not-readable': error('A file exists and cannot be read.'),
  'is-a-directory': error('A folder stands where a file is needed.'),
  'include-cycle': error('Files include each other in a circle.'),
  'expansion-mismatch': error('Two expanded fields of one entry have different counts.'),
  'expansion-limit': error('Expanding names gives more entries than this program takes.'),
  'overlay-no-match': error('A path of --set, or of a set section, that names nothing.'),
  'bad-overlay': error('A value of --set, or of a set section, that cannot be read or put there.'),
  'unknown-column': warning('A column of an inventory that is not used.'),
  'missing-column': error('An inventory without a column that it needs.'),
  'bad-row': error('A row of an inventory that says too little or contradicts another.'),
  // References and sense.
  'duplicate-name': error('Two things of one kind have the same name.'),
  'unknown-reference': error('A name that nothing has.'),
  'dependency-cycle': error('Jobs wait for each other in a circle.'),
  'selector-no-match': error('A selector that no VM fits.'),
  'empty-job': error('A job without VMs.'),
  'no-disks': error('A VM without disks.'),
  'used-over-size': error('A disk that uses more than it has.'),
  'few-cores': warning('A proxy with fewer cores than the vendor advises.'),
  // Meaning: found by later stages.
  'ram-short': warning('A proxy without the RAM its slots need.'),
  oversubscribed: warning('A proxy with more slots than cores.'),
  'modes-without-use': warning('A proxy that may use nothing but modes that its kind cannot.'),
  'unused-proxy': warning('A proxy that can take no task of any job.'),
  'unused-repository': warning('A repository that no job writes to or reads from.'),
  'datastore-without-hosts': warning('A datastore with VMs that no host mounts.'),
  'sites-not-joined': warning('Two sites between which a job moves data, and that no links join.'),
  'no-effect': warning('A setting that changes nothing, because what it needs is not in the scenario.'),
  'unreachable-disk': warning('A disk that no proxy can read, or write.'),
  'job-never-starts': warning('A job that has no session in the run.'),
  'never-done': warning('A run without a horizon whose work is not done after a year.'),
  'fault-after-end': warning('A fault at a time when the run is over.'),
  'warm-up-too-long': warning('A warm-up after which nothing is left of the run.'),
  'window-shorter-than-disk': warning('A window that its longest disk alone outlasts.'),
  'affinity-not-honoured': warning('A preference of a repository that cannot be met.'),
  'datastore-never-calm': warning('A datastore whose latency never lets a task start.'),
  'latency-not-controlled': warning('A datastore of a type that latency control does not support.'),
  'datastore-not-visible': warning('A VM whose host does not mount the datastore of its disk.'),
  'unknown-metric': error('An expectation about a metric that does not exist.'),
  'unknown-policy': error('A policy, order or selection that does not exist.'),
  'bad-policy': error("A user's own policy that is none, or whose keys do what no key may."),
  'vm-in-no-job': warning('A VM that no job protects.'),
  'bad-option': error('A command-line option that cannot be read.'),
  'queue-unusable': error('A queue whose server is not there, or that this experiment cannot use.'),
} as const satisfies Record<string, CodeMeaning>;

export type Code = keyof typeof CODES;

import type { Model } from '../model/model.ts';
import { type Part, partName } from '../model/parts.ts';
import type { RecordOf, TraceRecord, TraceSink } from './record.ts';

/**
 * The decisions and state changes of a run, in order: the records that the fingerprint hashes, with names instead of row
 * numbers, so that the log can be read without the scenario or the program that wrote it.
 */
export interface DecisionLog {
  /** Of the run. */
  readonly fingerprint: string;
  /** Number of decisions and state changes in the run. */
  readonly total: number;
  /** The first of them; all, if there are not too many. */
  readonly decisions: readonly Decision[];
}

export interface Decision {
  readonly kind: DecisionKind;
  /** Whole microseconds from the start of the clock. */
  readonly atUs: number;
  readonly subject: Subject;
  /** The chosen place; null for kinds that choose none. */
  readonly place: Place | null;
}

/** What a decision is about. `words` has one name or number for each of SUBJECT_WORDS. */
export interface Subject {
  readonly of: SubjectKind;
  readonly words: readonly string[];
}

/** Names of the proxy and its mode, the extent, and the writing proxy and its mode; empty: none. */
export type Place = readonly [
  proxy: string,
  mode: string,
  extent: string,
  second: string,
  secondMode: string,
];

/** Kinds of subjects and the words that identify them. Append new kinds at the end: stored logs refer to them by position. */
export const SUBJECT_WORDS = {
  session: ['job', 'session'],
  'vm-run': ['job', 'session', 'attempt', 'vm'],
  task: ['job', 'session', 'attempt', 'vm', 'disk'],
  transform: ['job', 'session', 'work', 'repository', 'number'],
  job: ['job'],
  proxy: ['proxy'],
  part: ['table', 'name'],
  connection: ['proxy', 'datastore'],
  vm: ['vm'],
  nothing: [],
  move: ['name', 'host'],
} as const;
export type SubjectKind = keyof typeof SUBJECT_WORDS;
export const SUBJECT_KINDS = Object.keys(SUBJECT_WORDS) as readonly SubjectKind[];

/** What each kind of record is about. Append new kinds at the end: stored logs refer to them by position. */
export const SUBJECT_OF = {
  'session-started': 'session',
  'task-ready': 'task',
  'task-started': 'task',
  'snapshot-created': 'vm-run',
  'transfer-started': 'task',
  'transfer-ended': 'task',
  'task-ended': 'task',
  'task-dropped': 'task',
  'snapshot-removing': 'vm-run',
  'snapshot-removed': 'vm-run',
  'vm-ended': 'vm-run',
  'session-ended': 'session',
  'session-missed': 'job',
  'proxy-deployed': 'proxy',
  'task-interrupted': 'task',
  'task-resumed': 'task',
  'task-failed-over': 'task',
  'session-retried': 'session',
  'transform-started': 'transform',
  'transform-ended': 'transform',
  'went-down': 'part',
  'came-up': 'part',
  'link-degraded': 'part',
  'connection-lost': 'connection',
  'connection-back': 'connection',
  'tracking-reset': 'vm',
  rescanned: 'nothing',
  'vm-moved': 'move',
  'volume-moved': 'move',
} as const satisfies Partial<Record<TraceRecord['kind'], SubjectKind>>;
export type DecisionKind = keyof typeof SUBJECT_OF;
export const DECISION_KINDS = Object.keys(SUBJECT_OF) as readonly DecisionKind[];

type DecisionRecord = RecordOf<DecisionKind>;

export function isDecision(record: TraceRecord): record is DecisionRecord {
  return Object.hasOwn(SUBJECT_OF, record.kind);
}

/** Kinds of decisions that have a place. */
export const HAS_PLACE: ReadonlySet<DecisionKind> = new Set(['task-started', 'task-failed-over']);

/** Turns the records of one run into decisions with names. Needs every decision record of the run, in order. */
export class DecisionNames {
  readonly #model: Model;
  readonly #sessions = new Map<number, Subject>();
  readonly #vmRuns = new Map<number, Subject>();
  readonly #tasks = new Map<number, Subject>();
  readonly #transforms = new Map<number, Subject>();
  /** Number of transforms that each session has started. */
  readonly #started = new Map<number, number>();

  constructor(model: Model) {
    this.#model = model;
  }

  decision(record: DecisionRecord): Decision {
    return {
      kind: record.kind,
      atUs: record.at,
      subject: this.#subjectOf(record),
      place: this.#placeOf(record),
    };
  }

  /** A task by its number in the run; undefined: it has not become ready yet. */
  task(number: number): Subject | undefined {
    return this.#tasks.get(number);
  }

  #subjectOf(record: DecisionRecord): Subject {
    const { jobs, proxies, datastores, vms, hosts } = this.#model;
    switch (record.kind) {
      case 'session-started':
        return this.#session(record);
      case 'session-ended':
      case 'session-retried':
        return this.#sessions.get(record.session)!;
      case 'task-ready':
        return this.#task(record);
      case 'snapshot-created':
      case 'snapshot-removing':
      case 'snapshot-removed':
      case 'vm-ended':
        return this.#vmRuns.get(record.vmRun)!;
      case 'transform-started':
        return this.#transform(record);
      case 'transform-ended':
        return this.#transforms.get(record.transform)!;
      case 'session-missed':
        return { of: 'job', words: [jobs[record.job]!.name] };
      case 'proxy-deployed':
        return { of: 'proxy', words: [proxies[record.proxy]!.name] };
      case 'went-down':
      case 'came-up':
        return this.#part(record.what, record.row);
      case 'link-degraded':
        return this.#part('links', record.link);
      case 'connection-lost':
      case 'connection-back':
        return {
          of: 'connection',
          words: [proxies[record.proxy]!.name, datastores[record.datastore]!.name],
        };
      case 'tracking-reset':
        return { of: 'vm', words: [vms.nameOf(record.vm)] };
      case 'rescanned':
        return { of: 'nothing', words: [] };
      case 'vm-moved':
        return { of: 'move', words: [vms.nameOf(record.vm), hosts[record.host]!.name] };
      case 'volume-moved':
        return { of: 'move', words: [datastores[record.datastore]!.name, hosts[record.host]!.name] };
      default:
        return this.#tasks.get(record.task)!;
    }
  }

  #session({ session, job, number }: RecordOf<'session-started'>): Subject {
    const subject: Subject = { of: 'session', words: [this.#model.jobs[job]!.name, `${number}`] };
    this.#sessions.set(session, subject);
    return subject;
  }

  #task(record: RecordOf<'task-ready'>): Subject {
    const { disks, vms } = this.#model;
    const vm = vms.nameOf(disks.vmOf(record.disk));
    const vmRun = [...this.#sessions.get(record.session)!.words, `${record.attempt}`, vm];
    if (!this.#vmRuns.has(record.vmRun)) this.#vmRuns.set(record.vmRun, { of: 'vm-run', words: vmRun });
    const subject: Subject = { of: 'task', words: [...vmRun, disks.nameOf(record.disk)] };
    this.#tasks.set(record.task, subject);
    return subject;
  }

  #transform(record: RecordOf<'transform-started'>): Subject {
    const number = (this.#started.get(record.session) ?? 0) + 1;
    this.#started.set(record.session, number);
    const subject: Subject = {
      of: 'transform',
      words: [
        ...this.#sessions.get(record.session)!.words,
        record.work,
        this.#model.repositories[record.repository]!.name,
        `${number}`,
      ],
    };
    this.#transforms.set(record.transform, subject);
    return subject;
  }

  #part(table: Part, row: number): Subject {
    return { of: 'part', words: [table, partName(this.#model, table, row)] };
  }

  #placeOf(record: DecisionRecord): Place | null {
    if (record.kind === 'task-failed-over')
      return record.isSecond ? ['', '', '', '', record.mode] : ['', record.mode, '', '', ''];
    if (record.kind !== 'task-started') return null;
    const { proxies, repositories } = this.#model;
    const { proxy, mode, second, isExtent, repository } = record;
    return [
      proxies[proxy]?.name ?? '',
      mode,
      isExtent ? repositories[repository]!.name : '',
      second === null ? '' : proxies[second.proxy]!.name,
      second?.mode ?? '',
    ];
  }
}

/** More than any stored log keeps; decisions beyond are only counted. */
const MOST_DECISIONS = 60_000;

/** Records the decision log of one run. */
export class DecisionRecorder implements TraceSink {
  readonly #names: DecisionNames;
  readonly #decisions: Decision[] = [];
  #total = 0;

  constructor(model: Model) {
    this.#names = new DecisionNames(model);
  }

  record(record: TraceRecord): void {
    if (!isDecision(record)) return;
    this.#total++;
    if (this.#total <= MOST_DECISIONS) this.#decisions.push(this.#names.decision(record));
  }

  log(fingerprint: string): DecisionLog {
    return { fingerprint, total: this.#total, decisions: this.#decisions };
  }
}

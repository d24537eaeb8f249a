import { factList } from '../prose.ts';
import { type PageSection, section } from '../section.ts';

const WORDS: readonly (readonly [word: string, meaning: string])[] = [
  [
    'Task',
    'One attempt at one virtual disk. It holds a task slot of its proxy, and one of the repository, from its start to its end.',
  ],
  [
    'Running, waiting',
    'A running task holds its slots; a waiting one is ready and holds none. There are never more running tasks than slots.',
  ],
  [
    'Open VM',
    'A VM is open from the start of its first task in an attempt to the end of its last one, even while all its remaining tasks wait. There are never more open VMs than running and waiting tasks together.',
  ],
  ['Window', 'From the first task start to the last task end; of a job, the longest of its sessions.'],
  ['Load', 'Share of the transfer time in which a stage was busy: Source > Proxy > Network > Target.'],
  ['Lower bound', 'No schedule of the finished tasks takes less time with this hardware and these settings.'],
  [
    'Snapshot without work',
    'A snapshot that stays open while no disk of its VM holds a slot: the remaining disks wait.',
  ],
  ['Margin', 'Time between the end of a job and the end of its window.'],
  ['Session', 'One start of a job, with its retries.'],
  [
    'RPO',
    'Recovery point objective: the longest time that a VM may go without a newer restore point. A restore point is as old as the start of its session; that of a copy is as old as the backup that it copies.',
  ],
  ['Slack', 'How much later a task could have ended without moving the end of the window.'],
];

/** What the terms of a report mean. */
export function glossarySection(): PageSection {
  return section('words', 'Glossary', factList(WORDS));
}

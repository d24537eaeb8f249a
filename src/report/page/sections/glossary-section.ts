import { factList } from '../prose.ts';
import { type PageSection, section } from '../section.ts';

const WORDS: readonly (readonly [word: string, meaning: string])[] = [
  [
    'Task',
    'One attempt at one virtual disk. It holds a task slot of its proxy, and one of the repository, from its start to its end.',
  ],
  [
    'Running, waiting',
    'Tasks that hold slots; tasks that are ready and do not. Running tasks never exceed the slots.',
  ],
  ['Window', 'From the first task start to the last task end; of a job, the longest of its sessions.'],
  ['Load', 'Share of the transfer time in which a stage was busy: Source > Proxy > Network > Target.'],
  [
    'Lower bound',
    'A time that no schedule of the finished tasks can beat with this hardware and these settings.',
  ],
  ['Session', 'One start of a job, with its retries.'],
];

/** What the words of a report mean. */
export function glossarySection(): PageSection {
  return section('words', 'Words', factList(WORDS));
}

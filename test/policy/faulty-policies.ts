import type { ClusterView, Policy, TaskView } from '../../src/policy/policy.ts';
import { CAPACITY_FILTERS } from '../../src/policy/rules/capacity-filters.ts';
import { own, preset } from './policies.ts';

/** Each policy with a fault, all the laws that it breaks, and the message of the first. */
export const FAULTY: readonly (readonly [
  fault: string,
  policy: () => Policy,
  laws: string[],
  words: RegExp,
])[] = [
  [
    'a key that writes to the task',
    () => {
      const of = (task: { priority: number }) => {
        task.priority = 1;
        return 0;
      };
      return own({ order: [{ name: 'vip', of }] });
    },
    ['reads-only'],
    /^Policy 'own': Queue key 'vip' threw TypeError: Cannot set property priority/,
  ],
  [
    'a key that sorts the list of places in place',
    () =>
      own({
        rank: [{ name: 'sorted', of: (_t, c, _v, among) => (among as unknown[]).sort().indexOf(c) }],
      }),
    ['reads-only'],
    /Ranking key 'sorted' threw TypeError: Cannot assign to read only/,
  ],
  [
    'a key with fractions',
    () => own({ rank: [{ name: 'load', of: (_t, c, v) => v.runningTasks(c.proxy) / v.slots(c.proxy) }] }),
    ['whole-numbers'],
    /Ranking key 'load' answered 0\.\d+ for task 0/,
  ],
  [
    'a key that answers nothing',
    () => own({ order: [{ name: 'empty', of: (() => undefined) as never }] }),
    ['whole-numbers'],
    /Queue key 'empty' answered undefined for task 0/,
  ],
  [
    'a key that throws for some',
    () =>
      own({
        order: [
          {
            name: 'picky',
            of: (task) => {
              if (task.task === 4) throw new RangeError('not this one');
              return 0;
            },
          },
        ],
      }),
    ['whole-numbers'],
    /Queue key 'picky' threw RangeError: not this one at faulty-policies\.ts:\d+:\d+ for task 4/,
  ],
  [
    'a filter that answers with a number',
    () => own({ filters: [{ name: 'ram', hasRoom: (() => 1) as never }] }),
    ['whole-numbers'],
    /Filter 'ram' answered 1 for task 0/,
  ],
  [
    'a key that counts its questions',
    () => {
      let questions = 0;
      return own({ order: [{ name: 'count', of: () => ++questions }] });
    },
    ['same-answer'],
    /^queue key 'count' answered \d+ and then \d+ for task 0/,
  ],
  [
    'a filter by chance',
    () => own({ filters: [{ name: 'ram', hasRoom: () => Math.random() < 0.5 }] }),
    ['same-answer'],
    /^filter 'ram' answered (true|false) and then (true|false) for task/,
  ],
  [
    'a queue key that hides that it looks at the VM',
    () => own({ order: [{ name: 'mine', of: (task, view) => (view.isVmInProcess(task.task) ? 0 : 1) }] }),
    ['changes-with'],
    /^queue key 'mine' says changesWith 'nothing', but goes from 1 to 0 for task 0 when its VM is in process/,
  ],
  [
    'a queue key that names the session and looks at the VM',
    () =>
      own({
        order: [
          {
            name: 'mine',
            changesWith: 'session',
            of: (task, view) => (view.isVmInProcess(task.task) ? 0 : 1),
          },
        ],
      }),
    ['changes-with'],
    /says changesWith 'session', but goes from 1 to 0 .* when its VM is in process/,
  ],
  [
    'a queue key that looks at slots',
    () => own({ order: [{ name: 'slots', changesWith: 'vm', of: (_task, view) => view.runningTasks(0) }] }),
    ['changes-with'],
    /which no queue key can follow/,
  ],
  [
    'a ranking key that hides that it looks at the disk',
    () =>
      own({
        rank: [
          { name: 'big', of: (task, c) => (task.readBytes > 100e9 ? c.connectionClass : -c.connectionClass) },
        ],
      }),
    ['differs-by-task'],
    /^ranking key 'big' puts proxy \d by \w+ before proxy \d by \w+ for task 0, but not for task \d/,
  ],
  [
    'a ranking key that compares with the other places',
    () =>
      own({
        rank: [
          {
            name: 'idle-elsewhere',
            of: (_task, c, view, among) =>
              among.every((other) => view.runningTasks(other.proxy) > 0) ? c.proxy : -c.proxy,
          },
        ],
      }),
    ['own-state'],
    /^ranking key 'idle-elsewhere' puts .*, until something changes at other places/,
  ],
  [
    'a ranking key by place in the list',
    () => own({ rank: [{ name: 'third', differsByTask: true, of: (_t, c, _v, among) => among.indexOf(c) }] }),
    ['any-order'],
    /^ranking key 'third' answers 0 for proxy \d, and \d when the places are listed the other way round/,
  ],
  [
    'a policy without its proxy slots',
    () => ({ ...preset('rts'), filters: CAPACITY_FILTERS.filter(({ name }) => name !== 'proxy-slot') }),
    ['both-slots', 'runs'],
    /^no filter refuses task 0 at proxy \d by \w+, which has no free slot/,
  ],
  [
    'a policy without its repository slots',
    () => ({ ...preset('rts'), filters: CAPACITY_FILTERS.filter(({ name }) => name !== 'repository-slot') }),
    ['both-slots', 'nobody-forgotten'],
    /while its repository is full/,
  ],
  [
    'a filter that wants company',
    () =>
      own({
        filters: [{ name: 'ram', hasRoom: (_task, { proxy }, view) => view.runningTasks(proxy) !== 0 }],
      }),
    ['more-room', 'comes-free', 'all-finish'],
    /^filter 'ram' lets task \d at proxy \d by \w+ go, and refuses it with no task on any proxy/,
  ],
  [
    'a filter that bars a proxy for good',
    () => own({ filters: [{ name: 'proxy-slot', hasRoom: (_task, { proxy }) => proxy !== 2 }] }),
    ['comes-free'],
    /^filter 'proxy-slot' refuses task 0 at proxy 2 by \w+, where nothing at all is in use/,
  ],
  [
    'a filter that mistakes microseconds for minutes',
    () => own({ filters: [{ name: 'ram', hasRoom: (task) => task.sessionStartUs < 8 * 60_000_000 }] }),
    ['all-finish'],
    /^\d+ of \d+ disks are never backed up, the first of them nightly: app01\/\d, on the night 'few slots'$/,
  ],
  [
    'a key that forgets what it knew when another run comes in between',
    () => {
      let current: object | undefined;
      let ranks = new Map<number, number>();
      const of = ({ task }: TaskView, view: ClusterView) => {
        if (view !== current) ranks = new Map();
        current = view;
        // Every second task that it meets goes last.
        if (!ranks.has(task)) ranks.set(task, ranks.size % 2);
        return ranks.get(task)!;
      };
      return own({ order: [{ name: 'forgetful', of }] });
    },
    ['repeatable'],
    /^fingerprint .*, on the night 'few slots'$/,
  ],
  [
    'a key that is another one in every second run',
    () => {
      const parity = new WeakMap<object, number>();
      let views = 0;
      const of = (task: TaskView, view: ClusterView) => {
        if (!parity.has(view)) parity.set(view, views++ % 2 === 0 ? 1 : -1);
        return parity.get(view)! * task.readBytes;
      };
      return own({ order: [{ name: 'fickle', of }] });
    },
    ['changes-with', 'repeatable'],
    /^queue key 'fickle' says changesWith 'nothing'/,
  ],
  [
    'a filter on slots that looks at the disk',
    () =>
      own({
        filters: [
          {
            name: 'proxy-slot',
            hasRoom: (task, { proxy }, view) =>
              view.runningTasks(proxy) === 0 || task.readBytes < 3e9 || task.readBytes > 300e9,
          },
        ],
      }),
    ['reach', 'nobody-forgotten'],
    /^filter 'proxy-slot' lets task \d go to proxy \d and refuses task \d there/,
  ],
];

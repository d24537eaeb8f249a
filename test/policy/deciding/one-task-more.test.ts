import { describe, expect, test } from 'vitest';
import { OneTaskMore } from '../../../src/policy/deciding/one-task-more.ts';
import { DEFAULTS } from '../../../src/scenario/defaults.ts';
import { cluster, place, task } from '../cluster.ts';

const HOST = 4;
const base = cluster({
  proxies: [
    { running: 2, hotadd: 3, ram: { has: 9, needs: 5 } },
    { running: 6, hotadd: 1, ram: { has: 8, needs: 7 } },
  ],
  seed: 'its own',
});

describe('with one task more at proxy 0', () => {
  test('that proxy runs one more and needs the memory of one more, the others do not', () => {
    const more = new OneTaskMore(base, place('san', 0), HOST);
    expect([more.runningTasks(0), more.runningTasks(1)]).toEqual([3, 6]);
    expect(more.ram(0)).toEqual({ has: 9, needs: 5 + DEFAULTS.taskRam.value });
    expect(more.ram(1)).toEqual({ has: 8, needs: 7 });
  });

  test('by hot-add it has one more disk attached, in other modes not', () => {
    const by = (mode: 'hotadd' | 'nbd') => new OneTaskMore(base, place(mode, 0), HOST);
    expect([by('hotadd').hotaddDisks(0), by('hotadd').hotaddDisks(1)]).toEqual([4, 1]);
    expect([by('nbd').hotaddDisks(0), by('nbd').hotaddDisks(1)]).toEqual([3, 1]);
  });

  test.each([
    ['nbd', 1],
    ['nbdssl', 1],
    ['hotadd', 0],
    ['san', 0],
  ] as const)(
    'by %s the host that carries it has %d disk more on its network, no other host',
    (mode, more) => {
      const view = new OneTaskMore(base, place(mode, 0), HOST);
      expect([view.nbdDisks(HOST), view.nbdDisks(HOST + 1)]).toEqual([more, 0]);
    },
  );
});

test('all else is as it is', () => {
  const asked = task({ task: 7 });
  const told = (answer: unknown) => {
    const heard: unknown[] = [];
    const view = new Proxy(base, {
      get: (of, name) =>
        typeof Reflect.get(of, name) === 'function'
          ? (...args: unknown[]) => {
              heard.push([name, ...args]);
              return answer;
            }
          : Reflect.get(of, name),
    });
    const more = new OneTaskMore(view, place('san', 0), HOST);
    expect(more.seed).toBe('its own');
    const answers = [
      more.isOnline(1),
      more.isCutOff(asked, place('nbd', 1)),
      more.slots(1),
      more.lastPlacement(1),
      more.repositoryHasRoom(asked),
      more.datastoreHasRoomForSnapshot(2),
      more.latencyAllowsStart(2),
      more.spacingAllowsStart(3),
      more.hotaddLimit(),
      more.nbdLimit(5),
      more.ramIsEnforced(),
      more.proxyHost(1),
      more.isVmInProcess(7),
      more.isJobRunning(7),
    ];
    return { answers, heard };
  };
  const { answers, heard } = told('the answer');
  expect(answers).toEqual(answers.map(() => 'the answer'));
  expect(heard).toEqual([
    ['isOnline', 1],
    ['isCutOff', asked, place('nbd', 1)],
    ['slots', 1],
    ['lastPlacement', 1],
    ['repositoryHasRoom', asked],
    ['datastoreHasRoomForSnapshot', 2],
    ['latencyAllowsStart', 2],
    ['spacingAllowsStart', 3],
    ['hotaddLimit'],
    ['nbdLimit', 5],
    ['ramIsEnforced'],
    ['proxyHost', 1],
    ['isVmInProcess', 7],
    ['isJobRunning', 7],
  ]);
});

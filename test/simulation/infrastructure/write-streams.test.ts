import { describe, expect, test, vi } from 'vitest';
import { EventLoop } from '../../../src/engine/event-loop.ts';
import { RunMadeResources } from '../../../src/simulation/infrastructure/run-made-resources.ts';
import { modelOf, night, vm } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

/** 4 VMs of 100 GB, 50 GB sent, at 100 MB/s each where nothing else holds them back; a stream takes 50 MB/s. */
const windowOn = (own: string) =>
  runText(
    night({
      repositories: `[{ name: repo, extents: [e1, e2], ${own} },
        { name: e1, maxConcurrentTasks: unlimited, perStream: 50 MB/s },
        { name: e2, maxConcurrentTasks: unlimited, perStream: 50 MB/s }]`,
      vms: `[${['a', 'b', 'c', 'd'].map((name) => vm(name, [100])).join(', ')}]`,
    }),
  ).summary.window?.seconds;

describe('streams into a scale-out repository', () => {
  // Two VMs on each extent: 4 streams of 50 MB/s carry what 4 disks send at 100 MB/s each.
  test('are one per VM where it has per-VM files', () => {
    expect(windowOn('perVmFiles: true')).toBe(1000);
  });

  // All in one chain, on one extent: 200 GB in one stream of 50 MB/s.
  test('are one per job where it does not', () => {
    expect(windowOn('perVmFiles: false')).toBe(4000);
  });
});

test('a stream exists for as long as somebody writes to it', () => {
  const loop = new EventLoop();
  const remove = vi.spyOn(loop.flows, 'removeResource');
  const made = new RunMadeResources(modelOf(), loop);
  const first = made.stream('vm 1', 50e6, 1);
  const second = made.stream('vm 1', 50e6, 1);
  expect(second.resource).toBe(first.resource);
  first.giveBack();
  expect(remove).not.toHaveBeenCalled();
  second.giveBack();
  expect(remove.mock.calls).toEqual([[first.resource]]);
});

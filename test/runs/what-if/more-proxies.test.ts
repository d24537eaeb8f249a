import { expect, test } from 'vitest';
import { moreProxies } from '../../../src/runs/what-if/more-proxies.ts';
import { whatIfDoubled } from '../../helpers/in-one-go.ts';
import { night, type Sections, vm } from '../../helpers/night.ts';
import { run, scenarioOf } from '../../helpers/run-scenario-text.ts';
import { withSettings } from '../../helpers/with-settings.ts';

const repository = (slots: string) => `[{ name: repo, maxConcurrentTasks: ${slots}, perVmFiles: true }]`;
/** Four disks of 1000 s on one proxy with one slot. */
const FOUR: Sections = {
  proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
  vms: `[${['a', 'b', 'c', 'd'].map((name) => vm(name, [100])).join(', ')}]`,
};

function tried(text: string) {
  const scenario = scenarioOf(text);
  const options = { file: { name: 'night.yaml', sha256: '' } };
  return whatIfDoubled(scenario, { result: run(scenario), options, budget: Infinity })!;
}

const isTried = (text: string) => moreProxies(scenarioOf(text), run(scenarioOf(text)).summary).length > 0;

test('where proxies and repository are full, only more of both helps', () => {
  const text = night({ ...FOUR, repositories: repository('1') });
  const { windowSeconds, changes } = tried(text);
  expect(changes).toContainEqual(expect.objectContaining({ what: 'proxies.*.number', savedSeconds: 0 }));
  expect(windowSeconds).toBe(4000);
  expect(changes.filter(({ savedSeconds }) => savedSeconds !== 0)).toMatchObject([
    {
      what: 'proxies.*.numberAndSlots',
      set: ['proxies.*.count=2', 'repositories.repo.maxConcurrentTasks=2'],
      windowSeconds: 2000,
    },
  ]);
  expect(run(withSettings(text, changes[0]!.set)).summary.window!.seconds).toBe(2000);
});

test('a repository with free slots keeps their number', () => {
  const text = night({ ...FOUR, repositories: repository('unlimited') });
  const more = tried(text).changes.find(({ what }) => what === 'proxies.*.number')!;
  expect(more).toMatchObject({ set: ['proxies.*.count=2'], windowSeconds: 2000 });
  expect(run(withSettings(text, more.set)).summary.window!.seconds).toBe(2000);
});

test('not tried where no task waited for a proxy, or where a proxy is switched off, as its copies would be', () => {
  expect(isTried(night({ ...FOUR, repositories: repository('1') }))).toBe(true);
  expect(isTried(night({ ...FOUR, proxies: '[{ name: px1, maxConcurrentTasks: 4 }]' }))).toBe(false);
  const off = '[{ name: px1, maxConcurrentTasks: 1 }, { name: px2, enabled: false }]';
  expect(isTried(night({ ...FOUR, proxies: off }))).toBe(false);
});

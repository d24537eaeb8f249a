import { describe, expect, it } from 'vitest';
import { assumptionsOf } from '../../src/scenario/assumptions.ts';
import { parsed, SMALL } from './parse-fixture.ts';

const whats = (text: string) => assumptionsOf(parsed(text)).map(({ what }) => what);

describe('figures that nobody stated are listed where they matter', () => {
  const hyperV = SMALL.replace('"esx{1..2}" }', '"esx{1..2}", platform: hyperv }');
  const array = `arrays: [{ name: a1 }]\n`;
  it.each([
    ['overhead snapshotHandoff', array],
    ['rescan of what proxies reach', 'faults: [{ kind: tracking-reset, at: 1h }]\n'],
    ['time to resume', 'faults: [{ kind: tracking-reset, at: 1h }]\n'],
  ])('%s', (what, more) => {
    expect(whats(SMALL)).not.toContain(what);
    expect(whats(`${SMALL}${more}`)).toContain(what);
  });

  it.each([['version of Hyper-V'], ['configuration of VMs'], ['task slots of a Hyper-V host']])(
    '%s',
    (what) => {
      expect(whats(SMALL)).not.toContain(what);
      expect(whats(hyperV)).toContain(what);
    },
  );

  it('the latency figures where a latency is watched, each unless it is another', () => {
    const all = ['latency that stops new tasks', 'latency that throttles backups', 'spacing of starts'];
    const least = 'bandwidth left to throttled backups, at least';
    const listed = (text: string) => whats(text).filter((what) => all.includes(what) || what === least);
    const modelled = SMALL.replace('"ds{1..2}" }', '"ds{1..2}", latency: { base: 1ms } }');
    expect(listed(SMALL)).toEqual([]);
    expect(listed(`${SMALL}latencyControl: true\n`)).toEqual([]);
    expect(listed(modelled)).toEqual([...all, least]);
    expect(listed(`${modelled}latencyControl: false\n`)).toEqual([]);
    expect(listed(`${modelled}latencyControl: { stop: 1ms, throttle: 2ms, spacing: 1s }\n`)).toEqual([least]);
  });

  it('the preparation of VMs unless every job has its own', () => {
    const own = SMALL.replace('repository: repo1', 'repository: repo1, vmPrepare: 1 min');
    expect(whats(SMALL)).toContain('overhead vmPrepare');
    expect(whats(own)).not.toContain('overhead vmPrepare');
    expect(whats(`${own}  - { name: other, vms: [vm1], repository: repo1 }\n`)).toContain(
      'overhead vmPrepare',
    );
  });

  it('restore points of a chain that is merged', () => {
    const forever = SMALL.replace('repository: repo1', 'repository: repo1, method: forever-incremental');
    expect(whats(SMALL)).not.toContain('restore points');
    expect(whats(forever)).toContain('restore points');
    expect(whats(forever.replace('repo1, ', 'repo1, restorePoints: 3, '))).not.toContain('restore points');
  });
});

import { expect, test } from 'vitest';
import { BottleneckFlows } from '../../../../src/engine/sharing/bottleneck/bottleneck-flows.ts';
import { LevelState } from '../../../../src/engine/sharing/bottleneck/level-state.ts';
import { open } from '../../flow-implementations.ts';

test('wrong levels are caught when asked to, and only then', () => {
  const flowsWith = (certify: boolean | undefined) => {
    const flows = new BottleneckFlows(certify === undefined ? {} : { certify });
    open(flows, 5, [flows.addResource(10)]);
    return flows;
  };
  const { levelOf } = LevelState.prototype;
  LevelState.prototype.levelOf = function (c) {
    return levelOf.call(this, c) * 0.9;
  };
  try {
    expect(() => flowsWith(true).solve(0)).toThrow(/not max-min fair: flow 0 could grow/);
    expect(() => flowsWith(false).solve(0)).not.toThrow();
    expect(() => flowsWith(undefined).solve(0)).not.toThrow();
  } finally {
    LevelState.prototype.levelOf = levelOf;
  }
});

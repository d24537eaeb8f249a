import { expect, test } from 'vitest';
import { BottleneckFlows } from '../../../../src/engine/sharing/bottleneck/bottleneck-flows.ts';
import { LevelState } from '../../../../src/engine/sharing/bottleneck/level-state.ts';
import { FlowSet } from '../../../../src/engine/sharing/plain/flow-set.ts';
import { ProgressiveFilling } from '../../../../src/engine/sharing/plain/max-min.ts';
import { open } from '../../flow-implementations.ts';

test('another solver can be given, and wrong rates are caught when asked to', () => {
  class Unfair extends ProgressiveFilling {
    override solve(problem: Parameters<ProgressiveFilling['solve']>[0]) {
      const touched = super.solve(problem);
      for (let i = 0; i < problem.flowCount; i++) problem.rate[problem.flows[i]!]! *= 0.9;
      return touched;
    }
  }
  const flows = new FlowSet({ solver: new Unfair(), certify: true });
  open(flows, 5, [flows.addResource(10)]);
  expect(() => flows.solve(0)).toThrow(/not max-min fair: flow 0 could grow/);
});

test('the fast way is proved the same, if asked to, and only then', () => {
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

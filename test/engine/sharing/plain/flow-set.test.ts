import { expect, test } from 'vitest';
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

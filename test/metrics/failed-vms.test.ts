import { expect, test } from 'vitest';
import { simulate } from '../../src/index.ts';
import { shippedScenario } from '../helpers/parting.ts';

test('a VM that a retry saved is no failed VM of its session; one that no retry saved is one', () => {
  const ran = simulate(shippedScenario('study/retries'), { file: { name: 'retries.yaml', sha256: '' } });
  if (!ran.ok) throw new Error('it does not run');
  expect(ran.result.sessions.map(({ job, failedVms }) => [job, failedVms])).toEqual([
    ['broken', 1],
    ['outage', 0],
    ['by-hand', 1],
  ]);
});

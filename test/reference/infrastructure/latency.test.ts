import { randomScenario } from '../../helpers/random-scenario.ts';
import { describeNights } from '../agreement/agreement.ts';
import { hypervNight } from '../nights/hyperv-nights.ts';
import { withKinds } from '../nights/kinds-nights.ts';
import { withLatency } from '../nights/latency-nights.ts';
import { struckBy } from '../nights/strikes.ts';

const HELD_BACK = { 'waits datastore-latency': 1, 'waits start-spacing': 1 };

describeNights('nights whose datastores slow down with their readers', {
  nights: randomScenario.map(withLatency),
  seed: 20_261_129,
  cases: 14,
  meets: { ...HELD_BACK, 'a throttled datastore': 2, 'a latency that is only told': 1 },
});

describeNights('likewise on Hyper-V', {
  nights: hypervNight.map(withLatency),
  seed: 20_261_130,
  cases: 8,
  meets: HELD_BACK,
});

describeNights('likewise with work that reads repositories', {
  nights: randomScenario
    .map(withKinds(['replication', 'restore', 'vm-copy', 'backup-copy']))
    .map(withLatency),
  seed: 20_261_131,
  cases: 8,
  meets: HELD_BACK,
});

describeNights('likewise where parts are lost', {
  nights: randomScenario.map(struckBy(['datastore-down', 'host-down', 'connectivity-lost'])).map(withLatency),
  seed: 20_261_132,
  cases: 8,
  meets: { ...HELD_BACK, 'a task that stood still': 1 },
});

import { randomScenario } from '../../helpers/random-scenario.ts';
import { describeNights } from '../agreement/agreement.ts';
import { withReplications } from '../nights/ends-nights.ts';

describeNights(
  'nights of replications: two proxies chosen one after the other, both slots held, what is written',
  {
    nights: randomScenario.map(withReplications),
    seed: 20_260_120,
    cases: 150,
    meets: {
      'two proxies for a task': 6,
      'one proxy for both ends': 6,
      'written by hotadd': 6,
      'written by nbd': 6,
      'written by san': 1,
      'written by nfs': 1,
      'waits nbd-connections': 1,
      'waits hotadd-disks': 1,
      'waits proxy-slot': 4,
      'waits datastore-snapshots': 4,
      'waits repository-slot': 4,
      'a second session': 4,
    },
  },
);

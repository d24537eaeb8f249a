import { randomScenario } from '../../helpers/random-scenario.ts';
import { describeNights } from '../agreement/agreement.ts';
import { withProxiesDown } from '../nights/strikes.ts';

describeNights(
  'nights in which proxies go down and come up: tasks stand still, go on or fail, and are retried',
  {
    nights: randomScenario.map(withProxiesDown),
    seed: 20_260_107,
    cases: 120,
    meets: {
      'a retry': 3,
      'result failed': 3,
      'waits retry-wait': 3,
      'waits no-candidate': 3,
      'a task that stood still': 3,
    },
  },
);

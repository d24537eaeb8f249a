import { randomScenario } from '../../helpers/random-scenario.ts';
import { describeNights } from '../agreement/agreement.ts';
import { withDraws } from '../nights/draws-nights.ts';

describeNights('nights in which the queue is shuffled and proxies are drawn', {
  nights: randomScenario.map(withDraws),
  seed: 20_261_150,
  cases: 60,
  replication: 1,
  meets: {
    'decided shuffled': 6,
    'a proxy that is not one of two drawn': 5,
    'decided at-the-best': 4,
    'a shuffled queue': 10,
  },
});

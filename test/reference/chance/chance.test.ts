import { randomScenario } from '../../helpers/random-scenario.ts';
import { describeNights } from '../agreement/agreement.ts';
import { withFailingTasks, withRandomFaults } from '../nights/chance-nights.ts';

describeNights('nights in which tasks fail by chance, and are tried again', {
  nights: randomScenario.map(withFailingTasks),
  seed: 20_261_133,
  cases: 40,
  meets: { 'a task that fails by chance': 15, 'a retry': 8, 'session failed': 6 },
});

describeNights('nights in which parts fail at random, each by itself or several at once', {
  nights: randomScenario.map(withRandomFaults),
  seed: 20_261_134,
  cases: 60,
  replication: 1,
  // Cut off at any microsecond, many a transfer stands near half a byte.
  doubtful: 0.1,
  meets: {
    'a failure at random': 20,
    'several failures at once': 10,
    'past help': 2,
    'a task that stood still': 8,
    'a retry': 2,
    'proxy-down by chance': 3,
    'repository-down by chance': 3,
    'datastore-down by chance': 3,
    'host-down by chance': 3,
    'connectivity-lost by chance': 3,
    'link-down by chance': 1,
    'link-degraded by chance': 1,
    'tracking-reset by chance': 3,
  },
});

import { randomScenario } from '../../helpers/random-scenario.ts';
import { describeNights } from '../agreement/agreement.ts';
import { oneJob } from '../nights/one-job-nights.ts';

const CAUSES = [
  'proxy-slot',
  'repository-slot',
  'datastore-snapshots',
  'hotadd-disks',
  'nbd-connections',
  'ram',
  'no-candidate',
  'sequential',
  'scheduler-tick',
];
const MODES = ['san', 'nfs', 'hotadd', 'nbd', 'nbdssl'];

describeNights('nights of one backup job: modes, places, order, overheads, snapshots, rates', {
  nights: randomScenario.map(oneJob),
  seed: 20_260_105,
  cases: 150,
  meets: {
    ...Object.fromEntries(CAUSES.map((cause) => [`waits ${cause}`, 1])),
    ...Object.fromEntries(MODES.map((mode) => [`mode ${mode}`, 4])),
    'two proxies at work': 4,
    'decided at-the-best': 4,
    'decided affinity': 4,
    'decided same-site': 4,
  },
});

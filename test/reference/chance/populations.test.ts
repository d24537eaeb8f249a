import { describeNights } from '../agreement/agreement.ts';
import { populationNight } from '../nights/population-nights.ts';

describeNights('nights in which disks are drawn from distributions', {
  nights: populationNight,
  seed: 20_261_141,
  cases: 40,
  replication: 2,
  meets: {
    'a population': 35,
    ...Object.fromEntries(
      ['constant', 'uniform', 'exponential', 'lognormal', 'triangular', 'discrete'].map((kind) => [
        `drawn by ${kind}`,
        10,
      ]),
    ),
    'used of size': 5,
    'used of bytes': 5,
    'count by uniform': 3,
    'result success': 20,
  },
});

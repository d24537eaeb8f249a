import { describeNights } from '../agreement/agreement.ts';
import { wholeNight } from '../nights/whole-nights.ts';

describeNights('nights in which what other nights draw by itself meets all the rest', {
  nights: wholeNight,
  seed: 20_261_152,
  cases: 25,
  doubtful: 0.1,
  meets: { 'several jobs': 10, 'a population': 1, 'a task that stood still': 2 },
});

import { randomScenario } from '../../helpers/random-scenario.ts';
import { describeNights } from '../agreement/agreement.ts';
import { withAllowedHours } from '../nights/hours-nights.ts';

describeNights('nights of jobs that may run in parts of every day or week', {
  nights: randomScenario.map(withAllowedHours),
  seed: 20_260_109,
  cases: 60,
  meets: {
    'a window of the day': 6,
    'a window of parts of the week': 6,
    'a second session': 6,
    'result window-closed': 6,
  },
});

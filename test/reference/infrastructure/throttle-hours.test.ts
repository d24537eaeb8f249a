import { randomScenario } from '../../helpers/random-scenario.ts';
import { describeNights } from '../agreement/agreement.ts';
import { withThrottleHours } from '../nights/hours-nights.ts';

describeNights('nights with throttle rules that act in their hours and leave data alone at other times', {
  nights: randomScenario.map(withThrottleHours),
  seed: 20_260_129,
  cases: 80,
  meets: { 'a rule with hours': 21 },
});

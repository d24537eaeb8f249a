import { randomScenario } from '../../helpers/random-scenario.ts';
import { describeNights } from '../agreement/agreement.ts';
import { withRepositoryLimits } from '../nights/repositories-nights.ts';

describeNights('nights of repositories that count by chain, limit what comes in or are written in reverse', {
  nights: randomScenario.map(withRepositoryLimits),
  seed: 20_260_108,
  cases: 80,
  meets: {
    'waits repository-slot': 11,
    'slots by chain': 11,
    'limited ingest': 11,
    'reverse-incremental': 11,
  },
});

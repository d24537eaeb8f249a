import { randomScenario } from '../../helpers/random-scenario.ts';
import { describeNights, type NightsCase } from '../agreement/agreement.ts';
import { withExtentsReadLost, withGatewaysCrossedLost } from '../nights/copies-nights.ts';

const CASES: readonly NightsCase[] = [
  {
    what: 'of scale-out repositories that lose extents, their machines or links',
    nights: withExtentsReadLost,
    cases: 10,
    meets: {
      'a restore of an extent': 2,
      'a backup-copy of an extent': 2,
      'an extent that is not the first': 1,
      'a task that stood still': 1,
    },
  },
  {
    what: 'of repositories with gateways that are lost',
    nights: withGatewaysCrossedLost,
    cases: 10,
    meets: { 'a restore': 2, 'a copy by way of a gateway': 1, 'a task that stood still': 1 },
  },
];

for (const { what, nights, ...rest } of CASES)
  describeNights(`nights with restores and copies ${what}`, {
    nights: randomScenario.map(nights),
    seed: 20_260_130,
    ...rest,
  });

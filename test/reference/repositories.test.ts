import { randomScenario, type ScenarioData } from '../helpers/random-scenario.ts';
import { describeNights } from './agreement.ts';
import {
  withExtents,
  withExtentsLost,
  withGateways,
  withGatewaysLost,
  withTransforms,
} from './repositories-nights.ts';

interface Case {
  readonly what: string;
  readonly nights: (data: ScenarioData) => ScenarioData;
  readonly cases: number;
  /** What its nights must have met, and in how many of them at least. */
  readonly meets: Readonly<Record<string, number>>;
}

const CASES: readonly Case[] = [
  {
    what: 'with merges, synthetic and active fulls',
    nights: withTransforms,
    cases: 14,
    meets: {
      'a merge': 2,
      'a synthetic-full': 2,
      'a full of a later night': 1,
      'a transform that waits': 1,
      'block cloning': 1,
      'slots by chain': 2,
    },
  },
  {
    what: 'into scale-out repositories',
    nights: withExtents,
    cases: 14,
    meets: {
      'two repositories at work': 5,
      'data-locality of extents': 3,
      'performance of extents': 3,
      'an increment apart from its full': 1,
      'a file that all VMs share': 2,
      'waits repository-slot': 1,
      'a full of a later night': 1,
    },
  },
  {
    what: 'into scale-out repositories that lose extents, their machines or links',
    nights: withExtentsLost,
    cases: 14,
    meets: {
      'a task that stood still': 1,
      'waits no-candidate': 2,
    },
  },
  {
    what: 'by way of gateways',
    nights: withGateways,
    cases: 9,
    meets: { 'data by way of a gateway': 2 },
  },
  {
    what: 'by way of gateways that are lost',
    nights: withGatewaysLost,
    cases: 18,
    meets: { 'data by way of a gateway': 2, 'a task that stood still': 1, 'waits no-candidate': 1 },
  },
];

for (const { what, nights, ...rest } of CASES)
  describeNights(`nights ${what}`, { nights: randomScenario.map(nights), seed: 20_260_130, ...rest });

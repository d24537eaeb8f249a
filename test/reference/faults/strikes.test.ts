import { randomScenario } from '../../helpers/random-scenario.ts';
import { describeNights } from '../agreement/agreement.ts';
import { type Strike, struckBy } from '../nights/strikes.ts';

interface Case {
  readonly what: string;
  readonly kinds: readonly Strike[];
  /** What its nights must have met, and in how many of them at least. */
  readonly meets: Readonly<Record<string, number>>;
}

const STANDS_STILL = { 'a task that stood still': 5, 'waits no-candidate': 10, 'result failed': 1 };

const CASES: readonly Case[] = [
  { what: 'repositories', kinds: ['repository-down'], meets: STANDS_STILL },
  { what: 'datastores', kinds: ['datastore-down'], meets: STANDS_STILL },
  {
    what: 'hosts, with what is on them',
    kinds: ['host-down'],
    meets: { ...STANDS_STILL, 'a VM that moved': 10 },
  },
  {
    what: 'links, or a part of their bandwidth',
    kinds: ['link-down', 'link-degraded'],
    meets: { 'a task that stood still': 2, 'waits no-candidate': 5 },
  },
  {
    what: 'connections to storage, believed in until the next rescan',
    kinds: ['connectivity-lost'],
    meets: { 'a path that was gone': 2, 'a task that stood still': 2, 'session warning': 5 },
  },
  {
    what: 'change tracking',
    kinds: ['tracking-reset'],
    meets: { 'an increment of who lost tracking': 5, 'a second session': 10 },
  },
  {
    what: 'some of all of these at once',
    kinds: [
      'repository-down',
      'connectivity-lost',
      'host-down',
      'tracking-reset',
      'link-down',
      'datastore-down',
    ],
    meets: { ...STANDS_STILL, 'an increment of who lost tracking': 2 },
  },
];

for (const { what, kinds, meets } of CASES) {
  const whole = kinds.includes('link-degraded')
    ? randomScenario.filter(({ links }) => links.length > 0)
    : randomScenario;
  describeNights(`nights that lose ${what}`, {
    nights: whole.map(struckBy(kinds)),
    seed: 20_260_111,
    cases: 80,
    meets,
  });
}

import { randomScenario } from '../../helpers/random-scenario.ts';
import { describeNights } from '../agreement/agreement.ts';
import { type Kind, withKinds } from '../nights/kinds-nights.ts';

interface Case {
  readonly kinds: readonly Kind[];
  /** What its nights must have met, and in how many of them at least. */
  readonly meets: Readonly<Record<string, number>>;
}

const CASES: readonly Case[] = [
  {
    kinds: ['vm-copy'],
    meets: { 'a vm-copy': 20, 'vm-copy by san': 2, 'two proxies for a task': 3, 'waits repository-slot': 3 },
  },
  {
    kinds: ['restore'],
    meets: {
      'a restore': 20,
      'restore by san': 2,
      'restore by nfs': 1,
      'restore by hotadd': 3,
      'restore by nbd': 8,
      'waits repository-slot': 3,
    },
  },
  {
    kinds: ['quick-migration'],
    meets: { 'a quick-migration': 20, 'two proxies for a task': 5, 'one proxy for both ends': 5 },
  },
  { kinds: ['backup-copy'], meets: { 'backup-copy by repository': 10, 'waits repository-slot': 3 } },
];

for (const { kinds, meets } of CASES)
  describeNights(`nights with jobs of ${kinds.join(', ')}`, {
    nights: randomScenario.map(withKinds(kinds)),
    seed: 20_260_130,
    cases: 35,
    meets,
  });

import { randomScenario } from '../../helpers/random-scenario.ts';
import { describeNights } from '../agreement/agreement.ts';
import { type Kind, withKinds } from '../nights/kinds-nights.ts';
import { struckBy } from '../nights/strikes.ts';

const KINDS: readonly Kind[] = ['restore', 'vm-copy', 'quick-migration', 'replication', 'backup-copy'];
const struck = struckBy([
  'repository-down',
  'datastore-down',
  'host-down',
  'link-down',
  'link-degraded',
  'connectivity-lost',
]);

describeNights('nights with jobs of all kinds that lose parts and connections', {
  nights: randomScenario.map(withKinds(KINDS)).map(struck),
  seed: 20_260_131,
  cases: 80,
  meets: {
    ...Object.fromEntries(KINDS.map((kind) => [`a ${kind}`, 4])),
    'a task that stood still': 4,
    'result failed': 4,
    'a retry': 4,
    'waits no-candidate': 4,
    'a path that was gone': 1,
  },
});

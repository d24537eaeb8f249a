import { describeNights } from '../agreement/agreement.ts';
import { hypervBackups, hypervNight } from '../nights/hyperv-nights.ts';
import { struckBy } from '../nights/strikes.ts';

describeNights(
  'nights of Hyper-V: owners of volumes, hosts as proxies, off-host proxies and what they fail over to, replicas',
  {
    nights: hypervNight,
    seed: 20_260_130,
    cases: 45,
    meets: {
      'mode off-host': 10,
      'mode on-host': 25,
      'written by on-host': 5,
      'two proxies for a task': 5,
      'decided connection-class': 10,
      'decided at-the-best': 2,
      'waits proxy-slot': 10,
      'waits datastore-snapshots': 5,
      'waits no-candidate': 3,
    },
  },
);

describeNights('nights of Hyper-V that lose hosts, connections to storage and change tracking', {
  nights: hypervBackups.map(struckBy(['host-down', 'connectivity-lost', 'tracking-reset'])),
  seed: 20_260_131,
  cases: 40,
  meets: {
    'mode off-host': 5,
    'mode on-host': 20,
    'result failed': 5,
    'a retry': 1,
    'a task that stood still': 8,
    'a volume that moved': 3,
    'a VM that moved': 3,
    'an increment of who lost tracking': 3,
  },
});

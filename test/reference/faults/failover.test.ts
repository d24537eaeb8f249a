import { randomScenario, type ScenarioData } from '../../helpers/random-scenario.ts';
import { describeNights } from '../agreement/agreement.ts';
import { hypervNight } from '../nights/hyperv-nights.ts';
import { struckBy } from '../nights/strikes.ts';

/** Whether some datastore has several hosts, so that there is somewhere to go. */
const hasStandIn = ({ datastores }: ScenarioData) =>
  datastores.some(({ hosts }) => Array.isArray(hosts) && hosts.length > 1);

describeNights('nights in which VMs start again on other hosts', {
  nights: randomScenario.filter(hasStandIn).map(struckBy(['host-down'])),
  seed: 20_260_141,
  cases: 80,
  meets: { 'a VM that moved': 25, 'an attempt that its VM left': 3, 'a retry': 3 },
});

describeNights('nights in which volumes get other owners, too, with replicas on them', {
  nights: hypervNight.filter(hasStandIn).map(struckBy(['host-down', 'connectivity-lost'])),
  seed: 20_260_142,
  cases: 60,
  meets: { 'a VM that moved': 15, 'a volume that moved': 10, 'an attempt that its VM left': 3 },
});

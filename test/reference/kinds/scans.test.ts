import { describeNights } from '../agreement/agreement.ts';
import { withLatency } from '../nights/latency-nights.ts';
import { scanNight } from '../nights/scan-nights.ts';
import { struckBy } from '../nights/strikes.ts';

describeNights('nights in which snapshots of arrays are scanned', {
  nights: scanNight,
  seed: 20_261_135,
  cases: 40,
  meets: { 'a snapshot-scan': 20, 'snapshot-scan by storage-snapshot': 3, 'snapshot-scan by null': 5 },
});

describeNights('likewise on datastores that slow down, and where parts are lost', {
  nights: scanNight
    .map(struckBy(['datastore-down', 'host-down', 'connectivity-lost', 'tracking-reset']))
    .map(withLatency),
  seed: 20_261_136,
  cases: 15,
  meets: {
    'snapshot-scan by storage-snapshot': 3,
    'waits datastore-latency': 1,
    'a task that stood still': 1,
  },
});

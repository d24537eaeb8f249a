import { describeNights } from '../agreement/agreement.ts';
import { storageSnapshotNight } from '../nights/storage-snapshots-nights.ts';

describeNights(
  'nights read from snapshots of arrays: the first disk decides, snapshots are handed over, VMs come in groups',
  {
    nights: storageSnapshotNight,
    seed: 20_260_140,
    cases: 60,
    meets: {
      'backup by storage-snapshot': 5,
      'replication by storage-snapshot': 1,
      'waits sequential': 6,
      'waits proxy-slot': 10,
      'waits datastore-snapshots': 5,
      'result window-closed': 5,
    },
  },
);

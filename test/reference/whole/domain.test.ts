import { randomDomain } from '../../laws/domain/random-domain.ts';
import { describeNights } from '../agreement/agreement.ts';

const KINDS = [
  ...['backup', 'replication', 'vm-copy', 'quick-migration', 'restore', 'backup-copy', 'snapshot-scan'],
].map((kind) => `a ${kind}`);
const CAUSES = [
  ...['proxy-slot', 'repository-slot', 'datastore-snapshots', 'nbd-connections', 'no-candidate'],
  ...['retry-wait', 'sequential', 'scheduler-tick', 'start-spacing'],
].map((cause) => `waits ${cause}`);

describeNights('nights in which all kinds of work, faults and repositories meet', {
  nights: randomDomain,
  seed: 20_261_151,
  cases: 48,
  replication: 1,
  doubtful: 0.1,
  meets: {
    ...Object.fromEntries([...KINDS, ...CAUSES].map((what) => [what, 2])),
    'a failure at random': 5,
    'a task that fails by chance': 2,
    'a merge': 4,
    'a task that stood still': 5,
    'a proxy that is not one of two drawn': 3,
    'data by way of a gateway': 3,
    'an increment apart from its full': 1,
  },
});

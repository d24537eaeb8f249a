import { randomScenario } from '../../helpers/random-scenario.ts';
import { describeNights } from '../agreement/agreement.ts';

const KEYS = ['least-recent', 'most-free-slots', 'load-ratio', 'running-tasks', 'connection-class'];

describeNights('nights of several jobs: schedules, chains, windows, priorities, orders, restore points', {
  nights: randomScenario,
  seed: 20_260_106,
  cases: 120,
  meets: {
    'result success': 4,
    'result window-closed': 4,
    'result unfinished': 4,
    'several jobs': 4,
    'a second session': 4,
    'session warning': 3,
    'session failed': 4,
    'session success': 4,
    ...Object.fromEntries(KEYS.map((key) => [`decided ${key}`, 1])),
  },
});

// As rts, except that a disk with little to read does not wait for hot-add: attaching and detaching it takes longer
// than reading it over the network.
//
//   proxysim run scenarios/first-night.yaml --policy scenarios/study/policies/small-disks-by-network.js

/** Bytes. Attaching and detaching take a minute; with about this much to read, the network takes as long in all. */
const WORTH_ATTACHING = 5e9;

/** @type {import('proxysim').RankKey} */
const connection = {
  name: 'worthwhile-connection',
  // Two disks of one job may answer differently, so the scheduler must not ask one for both.
  differsByTask: true,
  of(task, candidate) {
    const isWasted = candidate.mode === 'hotadd' && task.readBytes < WORTH_ATTACHING;
    // Classes are 0 direct storage, 1 hot-add, 2 network: 3 is behind them all.
    return isWasted ? 3 : candidate.connectionClass;
  },
};

/** @type {import('proxysim').UserPolicy} */
const policy = {
  name: 'small-disks-by-network',
  extends: 'rts',
  rank: ['affinity', connection, 'same-site', 'load-ratio', 'running-tasks'],
};

export default policy;

// A queue order: as rts, but inside a job disks with much to read start before the others, so that none of them is left
// for the end, when it would keep a single slot busy and the rest idle. The file exports a function, which gets
// everything that ships and so can take lists apart.
//
//   proxysim run scenarios/first-night.yaml --policy scenarios/study/policies/large-disks-first.js

/** Bytes to read. Classes instead of sizes: what is about as large keeps the order of the job's list. */
const CLASSES = [100e9, 10e9];

/** @type {import('proxysim').OwnQueueKey} */
const sizeClass = {
  name: 'size-class',
  of: (task) => CLASSES.filter((bytes) => task.readBytes < bytes).length,
};

/**
 * @param {import('proxysim').ShippedPolicyParts} shipped
 * @returns {import('proxysim').UserPolicy}
 */
export default function largeDisksFirst({ presets }) {
  const order = presets['rts']?.order ?? [];
  const jobOrder = order.findIndex((key) => key.name === 'job-order');
  return {
    name: 'large-disks-first',
    extends: 'rts',
    order: [...order.slice(0, jobOrder + 1), sizeClass, ...order.slice(jobOrder + 1)],
  };
}

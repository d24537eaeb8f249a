// A filter: every proxy with more than one slot keeps its last one for restores. What waits for it is charged to
// proxy-slot, the name of the filter.
//
//   proxysim run scenarios/first-night.yaml --policy scenarios/study/policies/slot-for-restores.js

/** Kinds of work have priorities; that of restores is the highest. */
const RESTORE = 800;

/** @type {import('proxysim').CapacityFilter} */
const keepsOne = {
  name: 'proxy-slot',
  hasRoom(task, candidate, view) {
    const slots = view.slots(candidate.proxy);
    // A proxy with a single slot keeps none: its disks would wait for ever.
    const forBackups = Math.max(1, slots - 1);
    return task.priority >= RESTORE || view.runningTasks(candidate.proxy) < forBackups;
  },
};

/**
 * @param {import('proxysim').ShippedPolicyParts} shipped
 * @returns {import('proxysim').UserPolicy}
 */
export default function slotForRestores({ capacityFilters }) {
  return {
    name: 'slot-for-restores',
    extends: 'rts',
    filters: [...Object.values(capacityFilters), keepsOne],
  };
}

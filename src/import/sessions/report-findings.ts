import { madeOnce } from '../../collections/made-once.ts';
import { safeName } from '../../scenario/names/safe-name.ts';
import type { SessionsCode, SessionsFindings } from './codes.ts';
import type { PlacedVm } from './scenario/inventory-rows.ts';
import type { JobPlan } from './scenario/job-plan.ts';
import type { Night } from './scenario/night.ts';

/** What is odd, or unknown, about the jobs of a scenario. */
export function reportPlans(plans: readonly JobPlan[], findings: SessionsFindings): void {
  for (const { record, label } of plans) {
    const { name, recent, gone } = record;
    if (label !== name) findings.add('name-replaced', { subject: name });
    if (recent.every(({ tasks }) => tasks.length === 0)) findings.add('vms-unknown', { subject: name });
    for (const vm of gone) findings.add('vms-gone', { subject: `${vm} of ${name}` });
    const isSpread = recent.some(
      ({ dataBytes, tasks }) =>
        dataBytes !== undefined &&
        tasks.length > 1 &&
        tasks.every(({ readBytes }) => readBytes === undefined),
    );
    if (isSpread) findings.add('bytes-spread', { subject: name });
  }
}

/** What is odd, or assumed, about VMs: of one that a replay lists for several sessions once. */
export function reportVms(vms: readonly PlacedVm[], findings: SessionsFindings): void {
  const namesOf = new Map<SessionsCode, Set<string>>();
  for (const { name, usedFrom, changeFrom, isExceeded } of vms) {
    const add = (code: SessionsCode) => madeOnce(namesOf, code, () => new Set()).add(name);
    if (safeName(name) !== name) add('name-replaced');
    if (usedFrom === 'nothing') add('used-unknown');
    if (usedFrom === 'change') add('used-assumed');
    if (changeFrom === 'nothing') add('changes-unknown');
    if (isExceeded) add('change-exceeds-used');
  }
  for (const [code, names] of namesOf) for (const subject of names) findings.add(code, { subject });
}

/** A replay has no failures of its own. */
export function reportNight({ plans }: Night, findings: SessionsFindings): void {
  for (const { record, label } of plans) {
    const isOdd = record.sessions.some(({ result, isRetry }) => result === 'failed' || isRetry);
    if (isOdd) findings.add('night-failures', { subject: label });
  }
}

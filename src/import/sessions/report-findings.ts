import { safeName } from '../../scenario/names/safe-name.ts';
import type { SessionsFindings } from './codes.ts';
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

export function reportVms(vms: readonly PlacedVm[], findings: SessionsFindings): void {
  for (const { name, usedFrom, changeFrom, isExceeded } of vms) {
    if (safeName(name) !== name) findings.add('name-replaced', { subject: name });
    if (usedFrom === 'nothing') findings.add('used-unknown', { subject: name });
    if (usedFrom === 'change') findings.add('used-assumed', { subject: name });
    if (changeFrom === 'nothing') findings.add('changes-unknown', { subject: name });
    if (isExceeded) findings.add('change-exceeds-used', { subject: name });
  }
}

/** A replay has no failures of its own. */
export function reportNight({ plans }: Night, findings: SessionsFindings): void {
  for (const { record, label } of plans) {
    const isOdd = record.sessions.some(({ result, isRetry }) => result === 'failed' || isRetry);
    if (isOdd) findings.add('night-failures', { subject: label });
  }
}

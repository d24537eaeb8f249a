import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Model } from '../../model/model.ts';
import { ramFor, tasksInMemory } from '../../model/proxy-ram.ts';
import { isLatencyControlled, supportsLatencyControl } from '../../scenario/latency-control.ts';
import { counted } from '../../units/counted.ts';
import { andMore } from '../../units/cut-list.ts';
import { formatBytes, formatDuration } from '../../units/format-quantity.ts';
import type { Limits } from '../deciding/both-ends.ts';
import type { Policy } from '../policy.ts';
import { hasFilter, hasMemoryFor } from '../rules/capacity-filters.ts';
import { warning } from './finding.ts';
import { hostsThatFail } from './hosts-that-fail.ts';
import { invisibleDatastores, unmountedDatastores } from './mounted-datastores.ts';
import { shortObjectives } from './short-objectives.ts';
import { shortWindows } from './short-windows.ts';
import { storageAcrossSites } from './storage-across-sites.ts';
import { unjoinedSites } from './unjoined-sites.ts';
import { unreachableDisks } from './unreachable-disks.ts';
import { unstartedJobs } from './unstarted-jobs.ts';
import { unusedProxies, unusedRepositories } from './unused-parts.ts';
import { uselessModes } from './useless-modes.ts';

/** What the tables show before anything runs: warnings, each at the place in the scenario that causes it. */
export function preflight(model: Model, policy: Policy): Diagnostic[] {
  const limits = { model, policy };
  const lost = unreachableDisks(limits);
  return [
    ...lost,
    ...uselessModes(model),
    // Where disks cannot be reached, proxies without work follow from that.
    ...(lost.length === 0 ? unusedProxies(limits) : []),
    ...unusedRepositories(model),
    ...unstartedJobs(model),
    ...shortWindowWarnings(limits),
    ...shortObjectives(model),
    ...invisibleDatastores(model),
    ...unmountedDatastores(model),
    ...unjoinedSites(model),
    ...storageAcrossSites(limits),
    ...restlessDatastores(model, policy),
    ...uncontrolledLatency(model),
    ...hostsThatFail(model),
    ...crowdedProxies(model, policy),
    ...ignoredAffinity(model),
    ...idleVms(model),
  ];
}

/** Windows that are too short for the longest disk of their job, even if that disk had everything to itself. */
function shortWindowWarnings(limits: Limits): Diagnostic[] {
  const { model } = limits;
  return shortWindows(limits).map(({ job, vm, disk, session, allowedUs, aloneUs }) => {
    const { name, declaration } = model.jobs[job]!;
    const which = `disk ${model.disks.nameOf(disk)} of '${model.vms.nameOf(vm)}'`;
    return warning(
      'window-shorter-than-disk',
      `Job '${name}' has a window of ${formatDuration(allowedUs)}, and ${which} alone takes ${formatDuration(aloneUs)} in ${session === 'first' ? 'its first session' : 'an active full'}.`,
      session === 'first'
        ? 'No scheduler can help: widen the window, or give the disk a faster way or less to read.'
        : 'No scheduler can help: widen the window, give the disk a faster way, or make the full a synthetic one.',
      declaration.origin,
    );
  });
}

function crowdedProxies(model: Model, policy: Policy): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const [row, { name, slots, cores, ram, isHost, enabled, origin }] of model.proxies.entries()) {
    if (!enabled) continue;
    const what = `${isHost ? 'Host' : 'Proxy'} '${name}'`;
    if (slots > cores) {
      found.push(
        warning(
          'oversubscribed',
          `${what} takes ${counted(slots, 'task')} on ${counted(cores, 'core')}.`,
          'One task per core is the usual advice, two the upper end; watch its processor utilisation.',
          origin,
        ),
      );
    }
    const needs = ramFor(slots);
    if (needs > ram) {
      found.push(
        warning(
          'ram-short',
          `${what} needs ${formatBytes(needs)} for ${counted(slots, 'task')} and has ${formatBytes(ram)}.`,
          hasMemoryFor(slots, row, model, policy)
            ? slowDown(cores)
            : `Memory is enforced, 2 GB plus 1 GB per task: ${bears(ram)}.`,
          origin,
        ),
      );
    }
  }
  return found;
}

/** A lack of memory takes away a share of the cores, so it costs nothing where cores are not modelled. */
function slowDown(cores: number): string {
  return Number.isFinite(cores)
    ? 'It slows down once the tasks outgrow the memory: 2 GB plus 1 GB per task.'
    : "Without its 'cores', tasks that outgrow the memory (2 GB plus 1 GB per task) cost nothing: set them to model the slowdown.";
}

function bears(ram: number): string {
  const tasks = tasksInMemory(ram);
  return tasks > 0 ? `it never takes more than ${tasks} at once` : 'it never takes a task';
}

/** Repositories that prefer a proxy that is switched off: others will be used. */
function ignoredAffinity(model: Model): Diagnostic[] {
  return model.repositories.flatMap(({ affinity, name }, row) => {
    const offline = affinity.filter((p) => !model.proxies[p]!.enabled).map((p) => model.proxies[p]!.name);
    if (offline.length === 0) return [];
    return [
      warning(
        'affinity-not-honoured',
        `Repository '${name}' prefers ${offline.join(', ')}, which is switched off: other proxies are used.`,
        'An affinity list is a preference, not a restriction.',
        model.scenario.repositories[row]!.origin,
      ),
    ];
  });
}

/** Storage latency control lets nothing start where production alone is at the threshold, whatever the time of day. */
function restlessDatastores({ scenario, jobs, vms }: Model, policy: Policy): Diagnostic[] {
  const { latencyControl, datastores } = scenario;
  if (!hasFilter(policy, 'datastore-latency')) return [];
  const readers = jobs.filter(({ declaration, work }) => declaration.enabled && work.reads === 'vm');
  const used = new Set(readers.flatMap((job) => job.vms.flatMap((vm) => vms.datastoresOf(vm))));
  return datastores.flatMap(({ name, type, latency, origin }, row) => {
    if (latency === undefined || !isLatencyControlled(latencyControl, { type, latency }) || !used.has(row))
      return [];
    const calmest = latency.baseUs + Math.min(...latency.production.map(({ latencyUs }) => latencyUs));
    if (calmest < latencyControl.stopUs) return [];
    const never = `its latency without backup is never below ${formatDuration(calmest)}`;
    return [
      warning(
        'datastore-never-calm',
        `No task that reads '${name}' ever starts: ${never}, and starts stop at ${formatDuration(latencyControl.stopUs)}.`,
        "Lower its base or production latency, raise 'stop' of latencyControl, or switch that off.",
        origin,
      ),
    ];
  });
}

/**
 * Datastores with a modelled latency that latency control is to keep low, but whose type the product does not control
 * [doc].
 */
function uncontrolledLatency({ scenario }: Model): Diagnostic[] {
  const { latencyControl, datastores } = scenario;
  if (!latencyControl.enabled) return [];
  return datastores.flatMap(({ name, type, latency, origin }) => {
    if (latency === undefined || supportsLatencyControl(type)) return [];
    return [
      warning(
        'latency-not-controlled',
        `Latency control does nothing on '${name}': the product does not support it on datastores of type '${type}'.`,
        'Its latency is still reported. Keep it low by fewer slots of the proxies that read it, or by maxSnapshots.',
        origin,
      ),
    ];
  });
}

function idleVms(model: Model): Diagnostic[] {
  const { vms, jobs } = model;
  const isCovered = new Uint8Array(vms.length);
  for (const job of jobs) for (const vm of job.vms) isCovered[vm] = 1;
  const first = isCovered.indexOf(0);
  if (first < 0) return [];
  let count = 0;
  for (const one of isCovered) if (one === 0) count += 1;
  const others = count === 1 ? '' : ` ${andMore(count - 1)}`;
  return [
    warning(
      'vm-in-no-job',
      `'${vms.nameOf(first)}'${others} ${count === 1 ? 'is' : 'are'} in no job.`,
      'A VM in no job is not backed up, and does not count as unprotected.',
      vms.originOf(first),
    ),
  ];
}

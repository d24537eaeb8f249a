import { describe, expect, test } from 'vitest';
import type { ScenarioData } from '../../helpers/random-scenario.ts';
import {
  withExtentsRead,
  withExtentsReadLost,
  withGatewaysCrossed,
  withGatewaysCrossedLost,
} from '../../reference/nights/copies-nights.ts';
import { Holdings, repositoriesByDisk } from '../holdings.ts';
import { checkWithin, holdsFor } from '../law.ts';
import { type Night, nightOf } from '../night.ts';

/** Tasks that read what is stored, and have started. */
const readers = ({ stories }: Night) =>
  stories.filter(
    ({ job, started }) => started !== undefined && ['restore', 'backup-copy'].includes(job.type),
  );

interface Case {
  readonly where: string;
  readonly given: (data: ScenarioData) => ScenarioData;
  /** What is met in some of the nights. */
  readonly isMet: (night: Night) => boolean;
}

const CASES: readonly Case[] = [
  {
    where: 'extents of scale-out repositories',
    given: withExtentsRead,
    isMet: (night) =>
      readers(night).some(
        ({ job, started }) => job.type === 'backup-copy' && isExtent(night, started!.source),
      ),
  },
  {
    where: 'extents that are lost',
    given: withExtentsReadLost,
    isMet: (night) =>
      readers(night).some(
        ({ job, started }) => job.type === 'restore' && isExtent(night, started!.repository),
      ),
  },
  {
    where: 'repositories behind gateways',
    given: withGatewaysCrossed,
    isMet: (night) => readers(night).length > 0,
  },
  {
    where: 'repositories behind gateways that are lost',
    given: withGatewaysCrossedLost,
    isMet: (night) => readers(night).length > 0,
  },
];

function isExtent({ scenario }: Night, row: number): boolean {
  const name = scenario.repositories[row]?.name;
  return name !== undefined && scenario.repositories.some(({ extents }) => extents.includes(name));
}

describe.each(CASES)('restores and copies at $where', ({ given, isMet }) => {
  test('hold no more slots than there are, at any instant', () => {
    let met = 0;
    holdsFor({ runs: 12, given }, (data) => {
      const night = nightOf(data);
      if (isMet(night)) met++;
      const { proxies, repositories } = night.scenario;
      const holdings = new Holdings(night);
      for (const record of night.trace) {
        holdings.step(record);
        for (const [row, { name, maxConcurrentTasks, extents }] of repositories.entries()) {
          // What consists of others has no slots of its own.
          const most = extents.length > 0 ? 0 : maxConcurrentTasks;
          checkWithin(0, holdings.repositorySlots.of(row), most, `${name} at ${record.at}`);
        }
        for (const [row, { name, maxConcurrentTasks }] of proxies.entries())
          checkWithin(0, holdings.proxyTasks.of(row), maxConcurrentTasks, `${name} at ${record.at}`);
      }
    });
    expect(met).toBeGreaterThan(0);
  });

  test('hold slots as long as the use of slots tells: each from its start to its end, and each chain', () => {
    holdsFor({ runs: 12, given }, (data) => {
      const night = nightOf(data);
      const { repositories } = night.scenario;
      const heldUs = repositories.map(() => 0);
      for (const story of night.stories) {
        if (story.started === undefined) continue;
        const us = (story.terminal[0]?.at ?? night.end.at) - story.started.at;
        for (const row of repositoriesByDisk(night, story)) heldUs[row]! += us;
      }
      // What is open is as good as a slot that is taken at the end.
      for (const record of night.trace) {
        if (record.kind === 'chain-opened') heldUs[record.repository]! += night.end.at - record.at;
        if (record.kind === 'chain-closed') heldUs[record.repository]! -= night.end.at - record.at;
      }
      const { summary } = night.run;
      const windowUs = (summary.window?.seconds ?? 0) * 1e6;
      for (const [row, { name, maxConcurrentTasks }] of repositories.entries()) {
        if (!Number.isFinite(maxConcurrentTasks)) continue;
        const told = summary.repositories[name]!.slotUtilisation * maxConcurrentTasks * windowUs;
        expect(told, name).toBeCloseTo(heldUs[row]!, 0);
      }
    });
  });
});

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agree } from '../agreement/agreement.ts';
import { asked } from '../agreement/asked.ts';
import { Coverage } from '../agreement/coverage.ts';
import { outcomeOfReference } from '../agreement/outcome.ts';
import { settingsNight, settingsOf, withoutSetting } from '../nights/settings-nights.ts';
import { simulateReference } from '../simulator/simulate.ts';

/** Bytes of the data, overheads, limits of modes: a setting that changes nothing in any night is not tested. Without direct NFS, which is too rare. */
const SETTINGS: readonly string[] = [
  ...['jobInit', 'vmPrepare', 'snapshotCreate', 'openNbd', 'openSan'].map(overhead),
  ...['openStorageSnapshot', 'hotaddAttach', 'hotaddDetach', 'offHost', 'snapshotRemove'].map(overhead),
  ...['consolidation', 'vmFinalise', 'jobFinalise', 'deploy', 'snapshotHandoff'].map(overhead),
  ...['san', 'storage-snapshot', 'hotadd', 'nbd', 'nbdssl', 'off-host', 'on-host'].map(
    (mode) => `transport.${mode}`,
  ),
  ...['256 KB', '512 KB', '1 MB', '4 MB'].map((size) => `blockGrowth.${size}`),
  ...['policy.whenBestBusy.default', 'policy.whenBestBusy.san'],
  ...['policy.preset', 'policy.filters', 'policy.scores', 'dataFactor', 'jobs.enabled'],
];

describe('nights with settings that others leave at their defaults', () => {
  const coverage = new Coverage();
  const acting = new Set<string>();

  test('agree with the reference in every task, session, snapshot and wait', () => {
    fc.assert(
      fc.property(settingsNight, (data) => {
        agree(data, coverage);
        const open = settingsOf(data).filter((one) => SETTINGS.includes(one) && !acting.has(one));
        if (open.length === 0) return;
        const told = toldOf(data);
        for (const one of open) if (toldOf(withoutSetting(data, one)) !== told) acting.add(one);
      }),
      { seed: 20_261_140, numRuns: 50 },
    );
  });

  test('and each of these settings changes at least one of them', () => {
    expect(SETTINGS.filter((setting) => !acting.has(setting))).toEqual([]);
    expect(coverage.doubtful).toBeLessThan(coverage.scenarios / 100 + 2);
  });
});

function toldOf(data: Parameters<typeof asked>[0]): string {
  return JSON.stringify(outcomeOfReference(simulateReference(asked(data).night)));
}

function overhead(name: string): string {
  return `overheads.${name}`;
}

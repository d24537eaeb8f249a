import { describe, expect, test } from 'vitest';
import { resourcesChart, resourcesWords } from '../../../src/report/charts/resources-chart.ts';
import type { ReportData } from '../../../src/report/data/report-data.ts';
import { LIGHT } from '../../../src/report/theme.ts';
import { sampleReport } from '../data/sample-report.ts';
import { NO_LATENCY, summary } from '../sample-result.ts';
import { drawingOf } from './drawn-by.ts';

/** Each table has an entry, with the shares of `sample-result.ts`, and a link that is 70 % busy. */
const EVERYTHING = sampleReport({
  summary: summary({ links: { wan: { utilisation: 0.7, bytes: 1 } as never } }),
});

const NOTHING = sampleReport({
  summary: summary({ proxies: {}, datastores: {}, repositories: {}, hosts: {}, links: {} }),
});

function bars(data: ReportData) {
  const { labels, datasets } = resourcesChart(data, LIGHT).data;
  return { labels, stages: datasets.map(({ label, data: shares }) => [label, shares]) };
}

describe('mean use of everything, the busiest first', () => {
  test('has slots, cores and networks of proxies, datastores, slots and writing of repositories, hosts, links', () => {
    expect(bars(EVERYTHING).labels).toEqual([
      'px1 slots',
      'ds1 datastore',
      'link wan',
      'px1 cores',
      'repo1 write',
      'repo1 slots',
      'ds2 datastore',
      'san1 slots',
      'san1 cores',
      'px1 network',
      'san1 network',
      'esx1 network',
      'esx1 management network',
    ]);
  });

  test('has a colour for each stage that is used, and each bar in one of them', () => {
    const { stages } = bars(EVERYTHING);
    const none = null;
    expect(stages).toEqual([
      ['Source', [none, 0.9, none, none, none, none, 0.4, none, none, none, none, 0.1, 0.05]],
      ['Proxy', [0.93, none, none, 0.61, none, none, none, 0.305, 0.25, none, none, none, none]],
      ['Network', [none, none, 0.7, none, none, none, none, none, none, 0.2, 0.11, none, none]],
      ['Target', [none, none, none, none, 0.6, 0.5, none, none, none, none, none, none, none]],
    ]);
    const { proxies } = EVERYTHING.summary;
    const alone = { ...NOTHING, summary: { ...NOTHING.summary, proxies } };
    expect(bars(alone).stages.map(([label]) => label)).toEqual(['Proxy', 'Network']);
  });

  test('writes each share five pixels behind its bar', () => {
    const { texts } = drawingOf(resourcesChart(EVERYTHING, LIGHT), {
      x: (share) => share * 800,
      y: (row) => row * 20,
    });
    expect(texts.slice(0, 3).map(({ text, x, y, align }) => [text, x, y, align])).toEqual([
      ['93%', 0.93 * 800 + 5, 0, 'left'],
      ['90%', 725, 20, 'left'],
      ['70%', 565, 40, 'left'],
    ]);
    expect(texts).toHaveLength(13);
  });

  test('says that it does not show all where there are more than 22', () => {
    const some = (count: number) => ({
      ...NOTHING,
      summary: {
        ...NOTHING.summary,
        datastores: Object.fromEntries(
          Array.from({ length: count }, (_, i) => [
            `ds${i}`,
            { utilisation: 0.5, peakTasks: 1, peakSnapshots: 1, ...NO_LATENCY },
          ]),
        ),
      },
    });
    const titleOf = (data: ReportData) => resourcesChart(data, LIGHT).options!.plugins!.title!.text;
    expect(titleOf(some(22))).toBe('Utilisation during the backup window');
    expect(titleOf(some(23))).toBe('Utilisation during the backup window: the 22 busiest of 23 resources');
    expect(bars(some(23)).labels).toHaveLength(22);
  });

  test('names the first three for those who do not see it', () => {
    expect(resourcesWords(EVERYTHING)).toBe('The busiest: px1 slots 93%, ds1 datastore 90%, link wan 70%.');
  });

  test('says so where nothing was used', () => {
    expect(resourcesWords(NOTHING)).toBe('Nothing was used.');
    const words = drawingOf(resourcesChart(NOTHING, LIGHT)).texts;
    expect(words.map(({ text }) => text)).toEqual(['Nothing was used.']);
  });
});

import { formatShare } from '../../units/format-quantity.ts';
import { cutNames } from '../characters/cut-name.ts';
import { withoutDomain } from '../characters/without-domain.ts';
import { type Used, usedInLongestNight } from '../data/longest-night-use.ts';
import type { ReportData } from '../data/report-data.ts';
import { type Palette, TEXT_SIZE } from '../theme.ts';
import { LOAD_STAGES, STAGE_NAMES } from '../wording/job-figures.ts';
import { nameAxis, shareAxis } from './axes.ts';
import { drawing, type PictureConfig, pictureOptions, textFont, wordsInstead } from './picture.ts';
import type { ResourceStage } from './resource-stage.ts';

const SHOWN = 22;
/** Longest name, in characters. */
const NAME_LENGTH = 24;

/** Mean use of slots and capacities over the window, the busiest first. */
export function resourcesChart(data: ReportData, palette: Palette): PictureConfig {
  const { used, isNight } = usedOf(data);
  const all = byUse(used);
  const whole = isNight ? 'Utilisation in the longest night' : 'Utilisation during the backup window';
  const uses = all.slice(0, SHOWN);
  if (uses.length === 0) {
    return wordsInstead(palette, data, { title: whole, words: 'Nothing was used.' });
  }
  const title = all.length > SHOWN ? `${whole}: the ${SHOWN} busiest of ${all.length} resources` : whole;
  return {
    type: 'bar',
    data: {
      labels: uses.map(({ label }) => label),
      datasets: LOAD_STAGES.filter((stage) => uses.some((use) => use.stage === stage)).map((stage) => ({
        label: STAGE_NAMES[stage],
        data: uses.map((use) => (use.stage === stage ? use.share : null)),
        backgroundColor: palette.stages[stage],
        grouped: false,
        maxBarThickness: 26,
      })),
    },
    options: {
      ...pictureOptions(palette, data, { title }),
      indexAxis: 'y',
      // Room for the figure beside a full bar.
      layout: { padding: { left: 18, top: 18, bottom: 18, right: 50 } },
      scales: {
        x: shareAxis(palette),
        y: nameAxis(palette),
      },
    },
    plugins: [
      drawing((pen, { x, y }) => {
        pen.font = textFont(TEXT_SIZE.tick - 1);
        pen.textBaseline = 'middle';
        pen.fillStyle = palette.text;
        uses.forEach(({ share }, row) => {
          pen.textAlign = 'left';
          pen.fillText(formatShare(share), x(share) + 5, y(row));
        });
      }),
    ],
  };
}

const NAMED = 3;

/** The busiest resources, for readers who cannot see the bars. */
export function resourcesWords(data: ReportData): string {
  const all = byUse(usedOf(data).used);
  if (all.length === 0) return 'Nothing was used.';
  const named = all.slice(0, NAMED).map(({ label, share }) => `${label} ${formatShare(share)}`);
  return `The busiest: ${named.join(', ')}.`;
}

interface Use {
  readonly label: string;
  readonly stage: ResourceStage;
  readonly share: number;
}

/** Of several nights, the means of the longest: those of the whole run would include the days. */
function usedOf(data: ReportData): { used: Used; isNight: boolean } {
  const night = usedInLongestNight(data);
  return { used: night ?? data.summary, isNight: night !== undefined };
}

function byUse(used: Used): Use[] {
  return usesOf(used).sort((a, b) => b.share - a.share);
}

function usesOf({ proxies, datastores, repositories, hosts, links }: Used): Use[] {
  const each = <T>(
    table: Readonly<Record<string, T>>,
    uses: (name: string, figures: T) => [label: string, stage: ResourceStage, share: number][],
  ) => {
    const names = cutNames(withoutDomain(Object.keys(table)), NAME_LENGTH);
    return Object.values(table).flatMap((figures, i) =>
      uses(names[i]!, figures).map(([label, stage, share]): Use => ({ label, stage, share })),
    );
  };
  return [
    ...each(proxies, (name, { slotUtilisation, cpuUtilisation, networkUtilisation }) => [
      [`${name} slots`, 'proxy', slotUtilisation],
      [`${name} cores`, 'proxy', cpuUtilisation],
      [`${name} network`, 'network', networkUtilisation],
    ]),
    ...each(datastores, (name, { utilisation }) => [[`${name} datastore`, 'source', utilisation]]),
    ...each(repositories, (name, { slotUtilisation, writeUtilisation }) => [
      [`${name} slots`, 'target', slotUtilisation],
      [`${name} write`, 'target', writeUtilisation],
    ]),
    ...each(hosts, (name, { networkUtilisation, managementUtilisation }) => [
      [`${name} network`, 'source', networkUtilisation],
      [`${name} management network`, 'source', managementUtilisation],
    ]),
    ...each(links, (name, { utilisation }) => [[`link ${name}`, 'network', utilisation]]),
  ].filter(({ share }) => share > 0);
}

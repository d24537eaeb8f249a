import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Picture, PictureOf } from '../../report/charts/picture.ts';
import type { WindowSpread } from '../../report/charts/replications-chart.ts';
import type { ReportData } from '../../report/data/report-data.ts';
import { reportPage } from '../../report/page/page.ts';
import { pagePieces } from '../../report/page/page-frame.ts';
import type { StoredReplications } from '../../report/replications/stored-replications.ts';
import { reportMarkdown } from '../../report/report-markdown.ts';
import type { Io } from '../io.ts';
import { PAGE_FILE, pageParts } from '../page-script.ts';
import type { ChartArguments } from '../program/chart-choice.ts';
import { storedReplications, storedWindowSpreads } from './replications-file.ts';
import type { PackedReport } from './report-file.ts';

/** In a result folder. */
export const MARKDOWN_FILE = 'report.md';
const CHARTS_FOLDER = 'charts';

/** It may still be on its way. */
type Packed = PackedReport | Promise<PackedReport>;

interface PageContent {
  readonly data: ReportData;
  readonly packed: Packed;
  readonly replications: StoredReplications | undefined;
}

/** What of a result folder is made from its report alone: it can be made again without simulating. */
export interface ReportViews {
  /** Waits for what is still being packed, and takes away pictures that an earlier run left. Throws FolderError. */
  write(io: Io, folder: string): Promise<void>;
}

/**
 * Draws the pictures of a report and words the rest. Packing pictures goes on beside whatever comes until they are
 * written. What draws is loaded here: a command that shows no picture starts without it. `packed`: the same report, as the
 * page takes it along.
 */
export async function reportViews(
  data: ReportData,
  packed: Packed,
  charts: ChartArguments,
): Promise<ReportViews> {
  const { PICTURE_NAMES, picturesOf, REPLICATIONS_PICTURE } = await import('../../report/charts/pictures.ts');
  const ofRun = await drawn(picturesOf(data), charts);
  return {
    write: async (io, folder) => {
      // Before anything is written: what is there may be damaged.
      const replications = await storedReplications(io, folder);
      const windows = replications && (await storedWindowSpreads(io, folder, data));
      const ofMany = windows === undefined ? [] : await drawnReplications(data, windows, charts);
      const pictures = new Map([...ofRun, ...ofMany]);
      const names = windows === undefined ? PICTURE_NAMES : [...PICTURE_NAMES, REPLICATIONS_PICTURE];
      const known = new Set(names.flatMap((name) => [`${name}.png`, `${name}.svg`]));
      await Promise.all([
        writeMarkdown(io, folder, data, replications),
        writePictures(io, folder, pictures),
        writePage(io, join(folder, PAGE_FILE), { data, packed, replications }),
      ]);
      const chartsFolder = join(folder, CHARTS_FOLDER);
      for (const name of await io.listFiles(chartsFolder)) {
        if (known.has(name) && !pictures.has(name)) await io.removeFile(join(chartsFolder, name));
      }
    },
  };
}

/** Draws the picture of a run's replications into its result folder. */
export async function writeReplicationsPicture(
  io: Io,
  folder: string,
  { of, windows, charts }: { of: PictureOf; windows: readonly WindowSpread[]; charts: ChartArguments },
): Promise<void> {
  await writePictures(io, folder, await drawnReplications(of, windows, charts));
}

async function drawnReplications(
  of: PictureOf,
  windows: readonly WindowSpread[],
  charts: ChartArguments,
): Promise<DrawnPictures> {
  const { replicationsPicture } = await import('../../report/charts/pictures.ts');
  return drawn([replicationsPicture(of, windows)], charts);
}

/** Pictures by the names of their files, on their way to bytes. */
type DrawnPictures = ReadonlyMap<string, Promise<Uint8Array>>;

async function drawn(
  pictures: Iterable<Picture>,
  { charts = 'png', chartsScale = '1' }: ChartArguments,
): Promise<DrawnPictures> {
  const files = new Map<string, Promise<Uint8Array>>();
  if (charts === 'none') return files;
  const { PictureDrawer } = await import('./draw-pictures.ts');
  const drawer = await PictureDrawer.of(charts, Number(chartsScale));
  for (const picture of pictures) {
    files.set(`${picture.name}.${charts}`, drawer.draw(picture));
    // What is packed meanwhile asks for more.
    await setImmediate();
  }
  return files;
}

async function writePictures(io: Io, folder: string, pictures: DrawnPictures): Promise<void> {
  await Promise.all(
    Array.from(pictures, async ([name, content]) =>
      io.writeFileAtomically(join(folder, CHARTS_FOLDER, name), await content),
    ),
  );
}

/** The text of a run for a ticket, with its replications where there are some. */
export async function writeMarkdown(
  io: Io,
  folder: string,
  data: ReportData,
  replications: StoredReplications | undefined,
): Promise<void> {
  await io.writeFileAtomically(join(folder, MARKDOWN_FILE), reportMarkdown(data, replications));
}

/** The page of a run, with its replications where there are some. What is packed may still be on its way. */
export async function writePage(
  io: Io,
  file: string,
  { data, packed, replications }: PageContent,
): Promise<void> {
  const page = reportPage(data, { ...(await pageParts()), replications });
  await io.writeFileAtomically(file, pagePieces(page, await packed));
}

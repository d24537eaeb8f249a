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

/** The file's name in a result folder. */
export const MARKDOWN_FILE = 'report.md';
const CHARTS_FOLDER = 'charts';

/** Compression may still be running. */
type Packed = PackedReport | Promise<PackedReport>;

interface PageContent {
  readonly data: ReportData;
  readonly packed: Packed;
  readonly replications: StoredReplications | undefined;
}

/**
 * The files of a result folder that are made from its report alone, so that they can be remade without simulating.
 */
export interface ReportViews {
  /** Waits for compression to end, writes the files, and removes pictures of an earlier run. Throws FolderError. */
  write(io: Io, folder: string): Promise<void>;
}

/**
 * Draws the pictures of a report and writes its texts. Compressing pictures runs in parallel until they are written.
 * The drawing libraries are loaded here, so that commands without pictures start faster. `packed`: the same report,
 * as the page contains it.
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
      // Before anything is written, because the stored replications may be damaged.
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

/** Draws the picture of a run's replications in its result folder. */
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

/** Pictures by file name, which may still be being compressed. */
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
    // Gives compression in progress a turn.
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

/** Writes the text of a run for a ticket, with its replications if there are any. */
export async function writeMarkdown(
  io: Io,
  folder: string,
  data: ReportData,
  replications: StoredReplications | undefined,
): Promise<void> {
  await io.writeFileAtomically(join(folder, MARKDOWN_FILE), reportMarkdown(data, replications));
}

/** Writes the page of a run, with its replications if there are any. Compression of `packed` may still be running. */
export async function writePage(
  io: Io,
  file: string,
  { data, packed, replications }: PageContent,
): Promise<void> {
  const page = reportPage(data, { ...(await pageParts()), replications });
  await io.writeFileAtomically(file, pagePieces(page, await packed));
}

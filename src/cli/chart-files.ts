import { join } from 'node:path';
import type { ReportData } from '../report/data/report-data.ts';
import type { ChartArguments } from './chart-choice.ts';
import type { Io } from './io.ts';

/** In a result folder. */
const FOLDER = 'charts';

/** The pictures of one report, drawn and on their way to files. */
export interface ChartFiles {
  /** Waits for what is still being packed, and takes away pictures that an earlier run left. */
  write(io: Io, folder: string): Promise<void>;
}

/**
 * Draws the pictures of a report. Packing them goes on beside whatever comes until they are written. What draws is loaded
 * here: a command that shows no picture starts without it.
 */
export async function drawCharts(
  data: ReportData,
  { charts = 'png', chartsScale = '1' }: ChartArguments,
): Promise<ChartFiles> {
  const files = new Map<string, Promise<Uint8Array>>();
  const { PICTURE_NAMES, picturesOf } = await import('../report/charts/pictures.ts');
  if (charts !== 'none') {
    const { PictureDrawer } = await import('./draw-pictures.ts');
    const drawer = new PictureDrawer(charts, Number(chartsScale));
    for (const picture of picturesOf(data)) files.set(`${picture.name}.${charts}`, drawer.draw(picture));
  }
  const known = new Set(PICTURE_NAMES.flatMap((name) => [`${name}.png`, `${name}.svg`]));
  return {
    write: async (io, folder) => {
      for (const [name, content] of files) {
        await io.writeFileAtomically(join(folder, FOLDER, name), await content);
      }
      const left = (await io.listFiles(join(folder, FOLDER))).filter(
        (name) => known.has(name) && !files.has(name),
      );
      for (const name of left) await io.removeFile(join(folder, FOLDER, name));
    },
  };
}

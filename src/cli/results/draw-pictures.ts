import { createRequire } from 'node:module';
import type { ChartJSNodeCanvas } from 'chartjs-node-canvas';
import { FONT_FAMILY, PICTURE_SIZE, type Picture } from '../../report/charts/picture.ts';
import { svgWithWords } from '../../report/charts/svg-words.ts';
import { LIGHT } from '../../report/theme.ts';
import { pngFile } from './png-file.ts';

const { resolve } = createRequire(import.meta.url);

const PICTURE_FORMATS = ['png', 'svg'] as const;
export type PictureFormat = (typeof PICTURE_FORMATS)[number];

/**
 * A canvas format for uncompressed pixels, which the types omit. The canvas's own PNG encoder takes four times as
 * long.
 */
const AS_PIXELS = 'raw' as 'image/png';

/** Draws pictures as files. The libraries are loaded when an instance is made. */
export class PictureDrawer {
  readonly #format: PictureFormat;
  readonly #scale: number;
  readonly #canvas: ChartJSNodeCanvas;

  private constructor(format: PictureFormat, scale: number, canvas: ChartJSNodeCanvas) {
    this.#format = format;
    this.#scale = scale;
    this.#canvas = canvas;
  }

  /** `scale`: pixels of a PNG file per pixel of the picture. */
  static async of(format: PictureFormat, scale: number): Promise<PictureDrawer> {
    return new PictureDrawer(format, scale, await canvasOf(format));
  }

  /** Returns the file. Compression runs in parallel with whatever comes next. */
  async draw(picture: Picture): Promise<Uint8Array> {
    const { config } = picture;
    if (this.#format === 'svg') {
      const svg = await this.#canvas.renderToBuffer(config);
      return Buffer.from(svgWithWords(svg.toString('utf8'), picture));
    }
    const options = { ...config.options, devicePixelRatio: this.#scale };
    const pixels = this.#canvas.renderToBufferSync({ ...config, options }, AS_PIXELS);
    return pngFile(pixels, PICTURE_SIZE.width * this.#scale);
  }
}

const canvases = new Map<PictureFormat, Promise<ChartJSNodeCanvas>>();

/** One canvas serves all pictures of a format: each new one loads Chart.js and the fonts again. */
function canvasOf(format: PictureFormat): Promise<ChartJSNodeCanvas> {
  const canvas = canvases.get(format) ?? newCanvas(format);
  canvases.set(format, canvas);
  return canvas;
}

async function newCanvas(format: PictureFormat): Promise<ChartJSNodeCanvas> {
  const { ChartJSNodeCanvas: Canvas } = await import('chartjs-node-canvas');
  const canvas = new Canvas({
    ...PICTURE_SIZE,
    backgroundColour: LIGHT.background,
    ...(format === 'svg' ? { type: 'svg' as const } : {}),
    chartCallback: ({ defaults }) => {
      defaults.font.family = FONT_FAMILY;
    },
  });
  // The fonts are bundled: a minimal machine has none, and text would be missing. As .woff, which decompresses in
  // half the time of .woff2.
  for (const weight of [400, 700]) {
    const file = resolve(`@fontsource/dejavu-sans/files/dejavu-sans-latin-${weight}-normal.woff`);
    canvas.registerFont(file, { family: FONT_FAMILY, weight: `${weight}` });
  }
  return canvas;
}

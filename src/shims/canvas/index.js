// chartjs-node-canvas asks for a package named "canvas". Its prebuilt binaries come from elsewhere than the npm registry, so
// this one stands in for it, over the prebuilt Skia that npm itself holds. What is not here has never been needed.
require('./machine-fonts.js');
const compat = require('@napi-rs/canvas/node-canvas');
const { createCanvas: createNative, SvgExportFlag } = require('@napi-rs/canvas');

/** One that is nobody's any more: new memory takes longer than drawing into it. */
let spare;

/**
 * As in node-canvas, but that a canvas is over once its pixels were taken by `toBuffer('raw')`; for 'svg' one whose toBuffer
 * gives the drawing, which the compatibility layer leaves out.
 */
function createCanvas(width, height, type) {
  if (type === 'svg') return svgCanvas(width, height);
  const canvas = spare ?? takenAsPixels(compat.createCanvas(width, height, type));
  spare = undefined;
  // Each of them has the canvas made anew, and empty: one will do.
  if (canvas.height !== height) canvas.height = height;
  canvas.width = width;
  return canvas;
}

function takenAsPixels(canvas) {
  const toBuffer = canvas.toBuffer;
  canvas.toBuffer = (...how) => {
    const taken = toBuffer.apply(canvas, how);
    if (how[0] === 'raw') spare = canvas;
    return taken;
  };
  return canvas;
}

function svgCanvas(width, height) {
  const canvas = createNative(width, height, SvgExportFlag.ConvertTextToPaths);
  canvas.toBuffer = (callback) => {
    const drawing = canvas.getContent();
    if (typeof callback !== 'function') return drawing;
    queueMicrotask(() => callback(null, drawing));
    return undefined;
  };
  return canvas;
}

module.exports = { ...compat, createCanvas };

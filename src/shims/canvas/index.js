// chartjs-node-canvas asks for a package named "canvas". Its prebuilt binaries come from elsewhere than the npm registry, so
// this one stands in for it, over the prebuilt Skia that npm itself holds. What is not here has never been needed.
const compat = require('@napi-rs/canvas/node-canvas');
const { createCanvas: createNative, SvgExportFlag } = require('@napi-rs/canvas');

/** As in node-canvas; for 'svg' a canvas whose toBuffer gives the drawing, which the compatibility layer leaves out. */
function createCanvas(width, height, type) {
  if (type !== 'svg') return compat.createCanvas(width, height, type);
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

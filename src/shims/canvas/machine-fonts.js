const { homedir } = require('node:os');
const { join } = require('node:path');

// @napi-rs/canvas looks through all fonts of the machine when it is loaded: hundreds of files on a desk. Its own word for
// leaving that out is said while it is loaded, unless the user has said it.
const OFF = 'DISABLE_SYSTEM_FONTS_LOAD';
const isOff = process.env[OFF] !== undefined;
if (!isOff) process.env[OFF] = '1';
const { CanvasRenderingContext2D } = require('@napi-rs/canvas/js-binding');
const { GlobalFonts } = require('@napi-rs/canvas');
if (!isOff) delete process.env[OFF];

/** Where else that package looks, from home. */
const FOLDERS = {
  darwin: ['Library', 'Fonts'],
  linux: ['.fonts'],
  win32: ['AppData', 'Local', 'Microsoft', 'Windows', 'Fonts'],
};

/** What the fonts that are shipped have for certain: Latin letters, dashes, quotes. */
const SHIPPED = /^[\n -~\u00a0-\u02e9\u2010-\u2027]*$/;
let isComplete = isOff;

/** The machine's fonts, once a text needs more than the shipped ones are sure to have. */
function completeFor(text) {
  if (isComplete || SHIPPED.test(text)) return;
  isComplete = true;
  GlobalFonts.loadSystemFonts();
  const folder = FOLDERS[process.platform];
  if (folder !== undefined) GlobalFonts.loadFontsFromDir(join(homedir(), ...folder));
}

const { prototype } = CanvasRenderingContext2D;
for (const name of ['measureText', 'fillText', 'strokeText']) {
  const own = prototype[name];
  prototype[name] = function withFonts(text, ...rest) {
    completeFor(text);
    return own.call(this, text, ...rest);
  };
}

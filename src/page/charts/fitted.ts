/** A text cut in the middle to fit a width in pixels, because both beginnings and ends distinguish names. */
export function fitted(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text;
  const signs = [...text];
  let kept = signs.length;
  let cut = text;
  while (kept > 2 && context.measureText(cut).width > width) {
    kept = Math.max(2, Math.min(kept - 1, Math.floor((kept * width) / context.measureText(cut).width)));
    const head = Math.ceil(kept / 2);
    cut = `${signs.slice(0, head).join('')}…${signs.slice(signs.length - (kept - head)).join('')}`;
  }
  return cut;
}

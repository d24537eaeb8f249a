import { unpack } from '../report/data/packed.ts';
import type { ReportData } from '../report/data/report-data.ts';

/** Decodes the data in the page: base64 of a zlib stream. */
export async function loadReport(base64: string): Promise<ReportData> {
  const text = atob(base64);
  const packed = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) packed[i] = text.charCodeAt(i);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate'));
  return unpack(new Uint8Array(await new Response(stream).arrayBuffer())) as ReportData;
}

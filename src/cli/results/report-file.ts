import { pipeline } from 'node:stream/promises';
import { StringDecoder } from 'node:string_decoder';
import { constants, createDeflate, inflateSync } from 'node:zlib';
import * as z from 'zod';
import { packedPieces, unpack } from '../../report/data/packed.ts';
import { REPORT_FORMAT, type ReportData } from '../../report/data/report-data.ts';
import { type ReadStored, readStoredJson } from './stored-json.ts';

/** Bytes that are packed at once. zlib asks for the next ones, and waits until this thread has drawn a picture. */
const PACKED_AT_ONCE = 16 * 1024 * 1024;
/** Packed bytes that are a text at a time. */
const TEXT_AT_ONCE = 1_500_000;

/** In a result folder. */
export const REPORT_FILE = 'report.json';

/** A report in base64, in pieces: both files are written from them, and would each make a copy of a text. */
export type PackedReport = readonly (string | Uint8Array)[];

/** A report as `report.json`: its format, and everything else packed. In pieces. */
export function reportFile(packed: PackedReport): PackedReport {
  // As JSON, of which base64 is a text as it is.
  return [`{"format":${JSON.stringify(REPORT_FORMAT)},"zlib":"`, ...packed, '"}\n'];
}

/**
 * A report in base64, for its file and for the page that takes it along. zlib's own checksum tells damage. Packed bytes may
 * differ from one Node version to the next; what is in them does not. Packing goes on beside whatever comes next.
 */
export async function packedReport(data: ReportData): Promise<PackedReport> {
  const base64: Uint8Array[] = [];
  const deflate = createDeflate({ level: constants.Z_BEST_SPEED, chunkSize: PACKED_AT_ONCE });
  await pipeline(packedPieces(data, PACKED_AT_ONCE), deflate, async (packed: AsyncIterable<Buffer>) => {
    const decoder = new StringDecoder('base64');
    for await (const bytes of packed)
      for (let from = 0; from < bytes.length; from += TEXT_AT_ONCE)
        base64.push(Buffer.from(decoder.write(bytes.subarray(from, from + TEXT_AT_ONCE)), 'latin1'));
    base64.push(Buffer.from(decoder.end(), 'latin1'));
  });
  return base64;
}

interface StoredReport {
  readonly data: ReportData;
  /** As a page takes it along. */
  readonly packed: PackedReport;
}

const SHAPE = z.object({ zlib: z.string() });

/** What `run` left. */
export function readReportFile(text: string): ReadStored<StoredReport> {
  const read = readStoredJson(text, { format: REPORT_FORMAT, what: 'a stored report', shape: SHAPE });
  if (!read.ok) return read;
  const { zlib } = read.content;
  const data = unpacked(zlib);
  if (data === undefined) return { ok: false, problem: 'is damaged or cut off' };
  return { ok: true, content: { data, packed: [zlib] } };
}

/** Whole or not at all: what passes the checksum is what `reportFile` wrote. */
function unpacked(base64: string): ReportData | undefined {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(inflateSync(Buffer.from(base64, 'base64')));
  } catch {
    return undefined;
  }
  return unpack(bytes) as ReportData;
}

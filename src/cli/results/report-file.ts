import { pipeline } from 'node:stream/promises';
import { StringDecoder } from 'node:string_decoder';
import { constants, createDeflate, inflateSync } from 'node:zlib';
import * as z from 'zod';
import { packedPieces, unpack } from '../../report/data/packed.ts';
import { REPORT_FORMAT, type ReportData } from '../../report/data/report-data.ts';
import { type ReadStored, readStoredJson } from './stored-json.ts';

/** Bytes compressed at once. For more zlib has to return to this thread, and waits until it has drawn a picture. */
const PACKED_AT_ONCE = 16 * 1024 * 1024;
/** Compressed bytes converted to text at a time. */
const TEXT_AT_ONCE = 1_500_000;

/** The file's name in a result folder. */
export const REPORT_FILE = 'report.json';

/** A report in base64, in pieces: both files are written from them, and each would otherwise copy one long text. */
export type PackedReport = readonly (string | Uint8Array)[];

/** The pieces of `report.json`: its format as JSON, and everything else compressed. */
export function reportFile(packed: PackedReport): PackedReport {
  // Base64 needs no escaping in JSON.
  return [`{"format":${JSON.stringify(REPORT_FORMAT)},"zlib":"`, ...packed, '"}\n'];
}

/**
 * A report in base64, for its file and for the page that contains it. zlib's own checksum detects damage. Compressed
 * bytes may differ between Node.js versions; their content does not. Compression runs in parallel with whatever comes
 * next.
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
  /** As a page contains it. */
  readonly packed: PackedReport;
}

const SHAPE = z.object({ zlib: z.string() });

/** Parses a file that `run` wrote. */
export function readReportFile(text: string): ReadStored<StoredReport> {
  const read = readStoredJson(text, { format: REPORT_FORMAT, what: 'a stored report', shape: SHAPE });
  if (!read.ok) return read;
  const { zlib } = read.content;
  const data = unpacked(zlib);
  if (data === undefined) return { ok: false, problem: 'is damaged or cut off' };
  return { ok: true, content: { data, packed: [zlib] } };
}

/** All or nothing: whatever passes the checksum was written by `reportFile`. */
function unpacked(base64: string): ReportData | undefined {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(inflateSync(Buffer.from(base64, 'base64')));
  } catch {
    return undefined;
  }
  return unpack(bytes) as ReportData;
}

import { pipeline } from 'node:stream/promises';
import { StringDecoder } from 'node:string_decoder';
import { constants, createDeflate, inflateSync } from 'node:zlib';
import { packedPieces, unpack } from '../../report/data/packed.ts';
import { REPORT_FORMAT, type ReportData } from '../../report/data/report-data.ts';

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

export type ReadReport =
  | {
      readonly ok: true;
      readonly data: ReportData;
      /** As a page takes it along. */
      readonly packed: PackedReport;
    }
  /** The end of "'FILE' …". */
  | { readonly ok: false; readonly problem: string };

export function readReportFile(text: string): ReadReport {
  const file = jsonMap(text);
  if (file === undefined) return { ok: false, problem: 'is damaged or cut off' };
  const { format, zlib } = file;
  if (typeof format !== 'string' || !format.startsWith('proxysim-report/'))
    return { ok: false, problem: 'is not a stored report' };
  if (format !== REPORT_FORMAT)
    return {
      ok: false,
      problem: `is of another version ('${format}') than this program reads ('${REPORT_FORMAT}')`,
    };
  const data = typeof zlib === 'string' ? unpacked(zlib) : undefined;
  if (data === undefined) return { ok: false, problem: 'is damaged or cut off' };
  return { ok: true, data, packed: [`${zlib}`] };
}

function jsonMap(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
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

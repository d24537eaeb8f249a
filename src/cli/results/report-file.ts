import { promisify } from 'node:util';
import { constants, deflate, inflateSync } from 'node:zlib';
import * as z from 'zod';
import { pack, unpack } from '../../report/data/packed.ts';
import { REPORT_FORMAT, type ReportData } from '../../report/data/report-data.ts';
import { type ReadStored, readStoredJson } from './stored-json.ts';

/** More than what cannot be packed grows by: a few bytes for each 16 KiB, and those around the whole. */
const GROWTH = 1 / 1024;
const AROUND = 64;
/** Bytes that are a text at a time: a multiple of three, so that the texts of several are one. */
const TEXT_AT_ONCE = 3 * 512 * 1024;

/** In a result folder. */
export const REPORT_FILE = 'report.json';

/** A report as `report.json`: its format, and everything else packed. In pieces. */
export function reportFile(packed: string | Uint8Array): readonly (string | Uint8Array)[] {
  // As JSON, of which base64 is a text as it is.
  return [`{"format":${JSON.stringify(REPORT_FORMAT)},"zlib":"`, packed, '"}\n'];
}

/**
 * A report in base64, for its file and for the page that takes it along. zlib's own checksum tells damage. Packed bytes may
 * differ from one Node version to the next; what is in them does not. Packing goes on beside whatever comes next.
 */
export async function packedReport(data: ReportData): Promise<Uint8Array> {
  return base64Bytes(await deflated(pack(data)));
}

function deflated(bytes: Uint8Array): Promise<Buffer> {
  // Room for all of it: zlib would come back for more, and wait until this thread has drawn its pictures.
  const room = Math.ceil(bytes.length * (1 + GROWTH)) + AROUND;
  return promisify(deflate)(bytes, { level: constants.Z_BEST_SPEED, chunkSize: room });
}

/** As bytes: both files are written from them, and would each make a copy of a text. */
function base64Bytes(bytes: Buffer): Uint8Array {
  const base64 = Buffer.allocUnsafe(Math.ceil(bytes.length / 3) * 4);
  for (let from = 0; from < bytes.length; from += TEXT_AT_ONCE)
    base64.write(bytes.toString('base64', from, from + TEXT_AT_ONCE), (from / 3) * 4, 'latin1');
  return base64;
}

interface StoredReport {
  readonly data: ReportData;
  /** As a page takes it along. */
  readonly packed: string;
}

const SHAPE = z.object({ zlib: z.string() });

/** What `run` left. */
export function readReportFile(text: string): ReadStored<StoredReport> {
  const read = readStoredJson(text, { format: REPORT_FORMAT, what: 'a stored report', shape: SHAPE });
  if (!read.ok) return read;
  const packed = read.content.zlib;
  const data = unpacked(packed);
  if (data === undefined) return { ok: false, problem: 'is damaged or cut off' };
  return { ok: true, content: { data, packed } };
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

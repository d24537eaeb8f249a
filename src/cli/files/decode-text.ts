import { FileError } from './file-error.ts';

/** UTF-8 bytes as text, without a byte order mark. Throws FileError if they are not text. */
export function decodeText(path: string, bytes: Uint8Array): string {
  if (looksLikeUtf16(bytes)) {
    throw new FileError('not-text', path, `'${path}' is UTF-16 text. Save it as UTF-8.`);
  }
  if (bytes.includes(0)) throw new FileError('not-text', path, `'${path}' is not text: it holds zero bytes.`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new FileError('not-text', path, `'${path}' is not text in UTF-8. Save it as UTF-8.`);
  }
}

/** Redirection in old versions of PowerShell writes UTF-16. */
function looksLikeUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

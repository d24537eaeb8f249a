import { readFileSync } from 'node:fs';

/** The package's version; read from package.json, so that it is written in one place only. */
export function version(): string {
  // Both src/cli and dist/cli are two levels below package.json.
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const manifest: unknown = JSON.parse(text);
  const hasVersion = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return hasVersion ? `${manifest.version}` : 'unknown';
}

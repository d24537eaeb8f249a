import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The licences of the packages that these files belong to: a distribution of their code has to include them. */
export function noticesOf(files: readonly string[]): string {
  const folders = files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []);
  return [...new Set(folders)].sort().map(noticeOf).join('\n');
}

function noticeOf(folder: string): string {
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
  };
  const licence = licenceIn(folder);
  if (licence === undefined) throw new Error(`${name} is bundled, but has no licence to hand on`);
  return `${name} ${version}\n\n${licence.trim()}\n`;
}

/** A licence file, or the part of the package's README from the heading on. */
function licenceIn(folder: string): string | undefined {
  const files = readdirSync(folder);
  const textOf = (name: RegExp): string | undefined => {
    const file = files.find((one) => name.test(one));
    return file === undefined ? undefined : readFileSync(join(folder, file), 'utf8');
  };
  return textOf(/^licen[cs]e/i) ?? /^(?:#+ )?licen[cs]e\b[\s\S]*/im.exec(textOf(/^readme/i) ?? '')?.[0];
}

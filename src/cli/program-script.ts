import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';
import type * as program from './whole-program.ts';

/** The bundled program. */
export const SCRIPT_FILE = 'program.cjs';
/**
 * The V8 code cache beside it, for exactly this Node.js version. V8 itself accepts the cache of any build with the
 * same V8 version, but crashes if the build differs, as between Node.js 20.12 and 20.20.
 */
export const CODE_FILE = `program.${process.version}-${process.platform}-${process.arch}.code`;

type Load = (
  module: { exports: object },
  require: NodeJS.Require,
  filename: string,
  importOutside: (specifier: string) => Promise<unknown>,
) => void;

/** The whole program as one script, in the folder where the build put it. */
export class ProgramScript {
  readonly #file: string;
  readonly #script: Script;

  /** `code`: the V8 code cache from `compiled`; without it, or if V8 rejects it, the script is compiled as usual. */
  private constructor(file: string, code: Buffer | undefined) {
    this.#file = file;
    this.#script = new Script(readFileSync(file, 'latin1'), {
      filename: file,
      ...(code === undefined ? {} : { cachedData: code }),
    });
  }

  static in(folder: string): ProgramScript {
    return new ProgramScript(join(folder, SCRIPT_FILE), readIfThere(join(folder, CODE_FILE)));
  }

  /** Runs the script and returns its exports. */
  load(): typeof program {
    const module = { exports: {} };
    const load = this.#script.runInThisContext() as Load;
    load(module, createRequire(this.#file), this.#file, (specifier) => import(specifier));
    return module.exports as typeof program;
  }

  /** The compiled code of all functions that have run so far. */
  get compiled(): Buffer {
    return this.#script.createCachedData();
  }
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

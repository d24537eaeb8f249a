import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';
import type * as program from './whole-program.ts';

/** The bundled program. */
export const SCRIPT_FILE = 'program.cjs';
/**
 * Beside it, its code as V8 has compiled it. For this very Node.js alone: V8 takes code of any build of its version, and
 * breaks where its parts are others, as those of 20.12 and 20.20 are.
 */
export const CODE_FILE = `program.${process.version}-${process.platform}-${process.arch}.code`;

type Load = (
  module: { exports: object },
  require: NodeJS.Require,
  filename: string,
  importOutside: (specifier: string) => Promise<unknown>,
) => void;

/** The whole program as one script, in the folder where the build has put it. */
export class ProgramScript {
  readonly #file: string;
  readonly #script: Script;

  /** `code`: what V8 made of it, by `compiled`; without it, or where it does not fit, it is compiled as ever. */
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

  /** Runs the script: what it exports. */
  load(): typeof program {
    const module = { exports: {} };
    const load = this.#script.runInThisContext() as Load;
    load(module, createRequire(this.#file), this.#file, (specifier) => import(specifier));
    return module.exports as typeof program;
  }

  /** The code of all functions that have run so far. */
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

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';
import type * as program from './whole-program.ts';

/** Beside each other: the bundled program, and its code as V8 has compiled it. */
export const SCRIPT_FILE = 'program.cjs';
export const CODE_FILE = 'program.code';

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

  /** `code`: what V8 made of it, by `compiled`; only a V8 of the same version takes it, any other compiles as ever. */
  private constructor(file: string, code: Buffer | undefined) {
    this.#file = file;
    const text = readFileSync(file, 'utf8');
    this.#script = new Script(`(function(module,require,__filename,importOutside){${text}\n})`, {
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

import { createHash } from 'node:crypto';
import { present } from '../../collections/present.ts';
import type { Diagnostic, Result, SourceText } from '../../diagnostics/diagnostic.ts';
import type { InventoryTable } from '../../scenario/cross-check/inventory/inventory.ts';
import { isPlainCsv } from '../../scenario/csv/csv-text.ts';
import type { Overlay } from '../../scenario/overlay/overlay.ts';
import { parseScenario } from '../../scenario/parse.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { type ScenarioSources, sourceFiles, withPlainBreaks } from '../../scenario/sources.ts';
import { referencedFiles } from '../../scenario/tree/load.ts';
import { csvRecords } from '../files/csv-records.ts';
import { FileError, type FileProblem } from '../files/file-error.ts';
import { misspeltHint, scenarioHint } from '../files/scenario-in-folder.ts';
import type { Io } from '../io.ts';
import { fileDiagnostic } from '../terminal/problems.ts';

export interface LoadedScenario {
  readonly scenario: Scenario;
  /** For the summary: the file as named, and the hash of its text with LF at the end of each line. */
  readonly identity: { readonly name: string; readonly sha256: string };
}

/** Reads a scenario file with everything that it refers to, and parses it. */
export async function loadScenario(
  io: Io,
  file: string,
  overlays: readonly Overlay[],
): Promise<Result<LoadedScenario>> {
  const read = await readSources(io, file);
  return read.ok ? parseSources(io, read.value, overlays) : read;
}

/** Reads a scenario file and everything that it refers to, without parsing it further. */
export async function readSources(io: Io, file: string): Promise<Result<ScenarioSources>> {
  const reader = new Reader(io);
  const source = await reader.scenario(file);
  if (source === undefined || reader.problems.length > 0) return { ok: false, diagnostics: reader.problems };
  return { ok: true, value: { source, texts: reader.texts, tables: reader.tables }, warnings: [] };
}

/** Parses the sources. */
export function parseSources(
  io: Io,
  sources: ScenarioSources,
  overlays: readonly Overlay[],
): Result<LoadedScenario> {
  const { source } = sources;
  const parsed = io.interruptible(() => parseScenario({ source, overlays, files: sourceFiles(sources) }));
  if (!parsed.ok) return parsed;
  const sha256 = createHash('sha256').update(withPlainBreaks(source.text), 'utf8').digest('hex');
  return {
    ok: true,
    value: { scenario: parsed.value, identity: { name: source.name, sha256 } },
    warnings: parsed.warnings,
  };
}

/** Follows includes and inventories. A missing file is left to the parser, which knows where it is named. */
class Reader {
  readonly problems: Diagnostic[] = [];
  readonly #io: Io;
  readonly #texts = new Map<string, SourceText>();
  readonly #tables = new Map<string, InventoryTable>();

  constructor(io: Io) {
    this.#io = io;
  }

  get texts(): SourceText[] {
    return [...this.#texts.values()];
  }

  get tables(): InventoryTable[] {
    return [...this.#tables.values()];
  }

  async scenario(file: string): Promise<SourceText | undefined> {
    const source = await this.#text(file, true);
    if (source === undefined) return undefined;
    const waiting = [source];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { includes, inventories } = referencedFiles(next);
      for (const name of includes) {
        if (this.#texts.has(name) || name === file) continue;
        const included = await this.#text(name, false);
        if (included === undefined) continue;
        this.#texts.set(name, included);
        waiting.push(included);
      }
      for (const name of inventories) await this.#inventory(name);
    }
    return source;
  }

  async #inventory(name: string): Promise<void> {
    if (this.#tables.has(name)) return;
    const source = await this.#text(name, false);
    if (source === undefined) return;
    if (isPlainCsv(source.text)) {
      this.#tables.set(name, { source });
      return;
    }
    const read = await csvRecords(source.text);
    if (!read.ok) {
      const message = `'${name}' is not a CSV file: ${read.message}.`;
      this.problems.push({ code: 'bad-row', severity: 'error', message, path: '' });
      return;
    }
    const [header, ...rows] = read.records;
    this.#tables.set(name, { source, header: header?.cells ?? [], rows });
  }

  async #text(name: string, isMain: boolean): Promise<SourceText | undefined> {
    try {
      return { name, text: await this.#io.readText(name) };
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      if (isMain || error.problem !== 'missing') {
        const hint = isMain ? await this.#hintFor(name, error.problem) : undefined;
        this.problems.push({ ...fileDiagnostic(error), ...present({ hint }) });
      }
      return undefined;
    }
  }

  async #hintFor(name: string, problem: FileProblem): Promise<string | undefined> {
    if (problem === 'directory') return scenarioHint(this.#io, name);
    return problem === 'missing' ? misspeltHint(this.#io, name) : undefined;
  }
}

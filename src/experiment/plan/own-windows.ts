import { optionDiagnostic } from '../../diagnostics/bad-option.ts';
import type { Diagnostic, Result } from '../../diagnostics/diagnostic.ts';
import type { Overlay } from '../../scenario/overlay/overlay.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { SiteTree } from '../../scenario/tree/site-tree.ts';
import { shown } from '../../units/quantity-problem.ts';

/** An enabled job and the window that it states, as written in the scenario; null: it states none. */
export interface OwnWindow {
  readonly job: string;
  readonly window: string | null;
}

/** In the order of the scenario. A list of parts of the week is described as such. */
export function ownWindows(site: SiteTree, { jobs }: Pick<Scenario, 'jobs'>): OwnWindow[] {
  return jobs.flatMap(({ name, window, enabled }): OwnWindow[] => {
    if (!enabled) return [];
    if (window === undefined) return [{ job: name, window: null }];
    const path = `jobs.${name}.window`;
    const [text = 'parts of the week'] = [...site.texts(path), ...site.texts(`${path}.length`)];
    return [{ job: name, window: text }];
  });
}

/**
 * Keeps each job's own window, but lets the job continue after the window closes, as `windowOverlays` does. At least
 * one job must have a window.
 */
export function ownWindowOverlays({ jobs, name }: Scenario): Result<readonly Overlay[]> {
  const windowed = jobs.filter(({ window }) => window !== undefined);
  if (!windowed.some(({ enabled }) => enabled)) return { ok: false, diagnostics: [noWindow(name)] };
  const names = windowed.length === jobs.length ? ['*'] : windowed.map((job) => job.name);
  const value = names.map((job) => ({ path: `jobs.${job}.window.onClose`, value: 'report' }));
  return { ok: true, value, warnings: [] };
}

function noWindow(scenario: string): Diagnostic {
  const message = `a plan needs a window to hold, and no job of ${shown(scenario)} states one.`;
  const hint = "Write for example --window 8h, or give jobs their own: --set 'jobs.*.window=8h'.";
  return optionDiagnostic('--window', message, hint);
}

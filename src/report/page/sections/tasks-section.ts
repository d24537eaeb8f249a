import { html } from '../html.ts';
import { type PageSection, section } from '../section.ts';

/** The containers of the long tables, which the page's script fills. */
export function tasksSection(): PageSection {
  return section(
    'tasks',
    'VMs and tasks',
    html`<h3>VMs</h3>
<div class="grid" data-table="vms"></div>
<h3>Tasks</h3>
<div class="grid" data-table="tasks"></div>`,
  );
}

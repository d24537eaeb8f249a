import type { Clock } from '../../report/wording/clock.ts';
import { elementById } from '../element-by-id.ts';
import type { TimeView } from './time-view.ts';

const ZOOM_STEP = 1.6;
/** Share of the visible range. */
const PAN_SHARE = 0.3;

/** Handles the buttons above the charts and shows the visible range beside them. */
export function listenToTools(view: TimeView, clock: Clock): void {
  const acts: Readonly<Record<string, () => void>> = {
    in: () => view.zoom(1 / ZOOM_STEP),
    out: () => view.zoom(ZOOM_STEP),
    earlier: () => view.pan(-view.length * PAN_SHARE),
    later: () => view.pan(view.length * PAN_SHARE),
    whole: () => view.showAll(),
    night: () => view.showLongestNight(),
  };
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-zoom]')) {
    button.addEventListener('click', () => acts[button.dataset['zoom']!]!());
  }
  const range = elementById('time-range', HTMLOutputElement);
  const tell = () => {
    range.textContent = `${clock(view.from)} to ${clock(view.to)}`;
  };
  view.onChange(tell);
  tell();
}

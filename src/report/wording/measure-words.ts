import type { Doubled } from '../../metrics/doubled.ts';

/** What the windows of changed designs are of, within a sentence. */
export const MEASURES: Readonly<Record<Doubled['of'], string>> = {
  run: 'window',
  'longest-night': 'longest night',
  'longest-session': 'longest session',
};

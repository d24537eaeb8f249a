import type { Assumption } from '../../metrics/summary.ts';

/** What an assumed figure stands on, in words. */
export const STANDING_WORDS: Readonly<Record<Assumption['standing'], string>> = {
  doc: 'documented by the vendor',
  guide: 'from best-practice guides',
  field: 'from the field',
  model: 'our own',
};

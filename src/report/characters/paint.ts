/** Emphasis in a text report. The report says what a phrase means; whoever knows the terminal says how that looks. */
export interface Paint {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly heading: (text: string) => string;
  readonly quiet: (text: string) => string;
}

const same = (text: string): string => text;

/** For files, pipes and `NO_COLOR`. */
export const PLAIN: Paint = { good: same, bad: same, heading: same, quiet: same };

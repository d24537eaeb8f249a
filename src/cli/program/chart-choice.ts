/** How the pictures of a result are written. */
export const CHART_CHOICES = ['png', 'svg', 'none'] as const;
export type ChartChoice = (typeof CHART_CHOICES)[number];

/** Pixels of a PNG file for one of the picture. */
export const CHART_SCALES = ['1', '2'] as const;
export type ChartScale = (typeof CHART_SCALES)[number];

export interface ChartArguments {
  /** `png` unless given. */
  readonly charts?: ChartChoice;
  /** `1` unless given. */
  readonly chartsScale?: ChartScale;
}

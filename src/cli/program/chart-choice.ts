/** File formats of the pictures of a result. */
export const CHART_CHOICES = ['png', 'svg', 'none'] as const;
export type ChartChoice = (typeof CHART_CHOICES)[number];

/** Pixels of a PNG file per pixel of the picture. */
export const CHART_SCALES = ['1', '2'] as const;
export type ChartScale = (typeof CHART_SCALES)[number];

export interface ChartArguments {
  /** `png` by default. */
  readonly charts?: ChartChoice;
  /** `1` by default. */
  readonly chartsScale?: ChartScale;
}

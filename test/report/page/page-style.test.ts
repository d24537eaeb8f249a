import { expect, test } from 'vitest';
import { pageStyle } from '../../../src/report/page/page-style.ts';
import { DARK, heatColor, LIGHT, readableOn } from '../../../src/report/theme.ts';

/** As WCAG 2.2 has it. */
function luminance(color: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}

test('figures have the contrast that WCAG requires on every shade of a heat map, light and dark', () => {
  const shades = [...pageStyle().matchAll(/\.heat-\d+ \{ background: (#\w{6}); color: (#\w{6}); \}/g)];
  expect(shades).toHaveLength(22);
  for (const [, background, color] of shades)
    expect(contrast(background!, color!), `${color} on ${background}`).toBeGreaterThanOrEqual(4.5);
});

test('so have figures on any colour of a heat map in a picture', () => {
  for (const palette of [LIGHT, DARK])
    for (let share = 0; share <= 1; share += 0.01) {
      const color = heatColor(palette, share);
      expect(contrast(color, readableOn(color)), color).toBeGreaterThanOrEqual(4.5);
    }
});

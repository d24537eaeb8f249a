import type { Bottleneck, WaitCause } from '../metrics/summary/summary.ts';
import type { Connection } from '../model/ways/transport.ts';

/**
 * The look of page and charts, in one place. The colours can be told apart with every common colour blindness and
 * have a contrast of at least 3:1 against `background`.
 */
export interface Palette {
  readonly background: string;
  /** Behind cards and tables. */
  readonly surface: string;
  readonly text: string;
  /** Labels, axes and notes. */
  readonly quiet: string;
  readonly line: string;
  readonly accent: string;
  readonly good: string;
  readonly bad: string;
  /** For things that have no colour of their own, used in turn. */
  readonly series: readonly string[];
  readonly causes: Readonly<Record<WaitCause, string>>;
  readonly modes: Readonly<Record<Connection, string>>;
  readonly stages: Readonly<Record<Bottleneck, string>>;
  /** From no use to full use; colours between are interpolated. */
  readonly heat: readonly [string, string, string];
}

export const LIGHT: Palette = {
  background: '#ffffff',
  surface: '#f5f6f8',
  text: '#1b1f24',
  quiet: '#57606a',
  line: '#d0d7de',
  accent: '#0b5cad',
  good: '#1a7037',
  bad: '#b42318',
  series: ['#0072b2', '#d55e00', '#00866a', '#b0568f', '#a97400', '#3a8fc4', '#7d3c98', '#6b6f00'],
  causes: {
    'proxy-slot': '#0072b2',
    'repository-slot': '#d55e00',
    'datastore-snapshots': '#00866a',
    'datastore-latency': '#b0568f',
    'start-spacing': '#a97400',
    'hotadd-disks': '#3a8fc4',
    'nbd-connections': '#882255',
    ram: '#6b6f00',
    'no-candidate': '#b42318',
    'retry-wait': '#7d3c98',
    sequential: '#6e7781',
    'scheduler-tick': '#8c7a6b',
  },
  modes: {
    san: '#0072b2',
    nfs: '#3a8fc4',
    'storage-snapshot': '#00866a',
    'off-host': '#6b6f00',
    repository: '#6e7781',
    hotadd: '#d55e00',
    'on-host': '#a97400',
    nbd: '#b0568f',
    nbdssl: '#7d3c98',
  },
  stages: {
    source: '#0072b2',
    proxy: '#d55e00',
    network: '#00866a',
    target: '#b0568f',
    throttling: '#a97400',
    none: '#6e7781',
  },
  heat: ['#f5f6f8', '#5aa3d6', '#0b3c6f'],
};

export const DARK: Palette = {
  background: '#12161c',
  surface: '#1b2129',
  text: '#e6e9ed',
  quiet: '#a3adb8',
  line: '#39424d',
  accent: '#78b7f2',
  good: '#5cc47e',
  bad: '#ff8a7a',
  series: ['#5ab4e8', '#f08a3c', '#3ec9a0', '#dd8fc0', '#e0b040', '#8fd0f5', '#b98ad4', '#c3c94e'],
  causes: {
    'proxy-slot': '#5ab4e8',
    'repository-slot': '#f08a3c',
    'datastore-snapshots': '#3ec9a0',
    'datastore-latency': '#dd8fc0',
    'start-spacing': '#e0b040',
    'hotadd-disks': '#8fd0f5',
    'nbd-connections': '#d06a9a',
    ram: '#c3c94e',
    'no-candidate': '#ff8a7a',
    'retry-wait': '#b98ad4',
    sequential: '#9aa5b1',
    'scheduler-tick': '#b5a392',
  },
  modes: {
    san: '#5ab4e8',
    nfs: '#8fd0f5',
    'storage-snapshot': '#3ec9a0',
    'off-host': '#c3c94e',
    repository: '#9aa5b1',
    hotadd: '#f08a3c',
    'on-host': '#e0b040',
    nbd: '#dd8fc0',
    nbdssl: '#b98ad4',
  },
  stages: {
    source: '#5ab4e8',
    proxy: '#f08a3c',
    network: '#3ec9a0',
    target: '#dd8fc0',
    throttling: '#e0b040',
    none: '#9aa5b1',
  },
  heat: ['#1b2129', '#2f76ad', '#9fd2ff'],
};

/** Font sizes in charts, pixels at 1x; the page uses the reader's own font. */
export const TEXT_SIZE = { title: 16, label: 13, tick: 12 } as const;

/** The colour at `share` between two colours of the form `#rrggbb`; 0 is the first. */
export function mixed(from: string, to: string, share: number): string {
  const first = Number.parseInt(from.slice(1), 16);
  const last = Number.parseInt(to.slice(1), 16);
  let color = 0;
  for (const shift of [16, 8, 0]) {
    const begin = (first >> shift) & 0xff;
    const end = (last >> shift) & 0xff;
    color |= Math.round(begin + (end - begin) * share) << shift;
  }
  return `#${color.toString(16).padStart(6, '0')}`;
}

/** Number of shades of a heat map in tables. */
export const HEAT_SHADES = 10;

/** The colour of a share 0 to 1 in a heat map. */
export function heatColor({ heat }: Palette, share: number): string {
  const [none, half, full] = heat;
  return share <= 0.5 ? mixed(none, half, share * 2) : mixed(half, full, Math.min(1, share) * 2 - 1);
}

/** The colour of a transport mode, or of reading from a repository; undefined `mode`: a task without one. */
export function modeColor({ modes, quiet }: Palette, mode: string | undefined): string {
  const colors: Readonly<Record<string, string>> = modes;
  return (mode === undefined ? undefined : colors[mode]) ?? quiet;
}

/** The luminance at which black and white have equal contrast: (L + 0.05) / 0.05 = 1.05 / (L + 0.05). */
const MIDDLE_LUMINANCE = 0.179;

/** Black or white, whichever has the higher contrast on a colour. */
export function readableOn(color: string): string {
  return luminance(color) > MIDDLE_LUMINANCE ? '#000000' : '#ffffff';
}

/**
 * Relative luminance as WCAG defines it, with a polynomial in place of the power 2.4 (error below 0.002); a plain
 * square makes medium blues too bright.
 */
function luminance(color: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value * (value * (value * 0.3053 + 0.6822) + 0.0125);
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

import { formatBytes, formatShare } from '../units/format-quantity.ts';
import { ASSUMED_CHANGE_RATE, USUAL_CHANGE_RATES } from './assumed.ts';
import type { FindingKinds, Findings } from './findings.ts';
import { percentText } from './yaml/scenario-figures.ts';

/** What the user may say of the daily change: one of the two. */
export interface ChangeOptions {
  /** Share of the used space that changes per day, as a scenario writes it; default `5%`. */
  readonly changeRate?: string;
  /** Bytes that change per day in all VMs together. */
  readonly changeBytes?: number;
}

/** What changes in a day. */
export interface DailyChange {
  /** Share of the used space of each VM, as a scenario writes it. */
  readonly rate: string;
  /** Where an amount was stated: its bytes, of all VMs together. */
  readonly bytes?: number;
}

/** Findings about a stated change. Importers sort each in among their own kinds. */
export const CHANGE_KINDS = {
  'change-above-used': {
    severity: 'error',
    text: 'more was stated to change in a day (--change-rate) than the VMs use together',
  },
  'change-shared': {
    severity: 'info',
    text: 'the amount that was stated to change in a day is shared among the VMs in proportion to their used space',
  },
} as const satisfies FindingKinds<string>;

/**
 * The change per day of VMs that use so many bytes together; undefined where less than the stated amount is used, which
 * is reported.
 */
export function dailyChange(
  { changeRate, changeBytes }: ChangeOptions,
  usedBytes: number,
  findings: Pick<Findings<keyof typeof CHANGE_KINDS>, 'add'>,
): DailyChange | undefined {
  if (changeBytes === undefined) return { rate: changeRate ?? ASSUMED_CHANGE_RATE };
  if (changeBytes > usedBytes) {
    findings.add('change-above-used', {
      subject: `${formatBytes(changeBytes)}, but ${formatBytes(usedBytes)} are used`,
    });
    return undefined;
  }
  findings.add('change-shared');
  return { rate: percentText(usedBytes === 0 ? 0 : changeBytes / usedBytes), bytes: changeBytes };
}

/**
 * `5% of the used space`, `verb`, what that makes of all VMs where an amount was stated, and rates that are usual for
 * comparison.
 */
export function changeWords({ rate, bytes }: DailyChange, verb = ''): string {
  const together = bytes === undefined ? '' : `, so that ${formatBytes(bytes)} change in all VMs together`;
  return `${rate} of the used space${verb}${together} ${USUAL_CHANGE_RATES}`;
}

/** A line of figures; none where the change is a share: then it is as stated, or assumed. */
export function changeLines({ rate, bytes }: DailyChange): string[] {
  if (bytes === undefined) return [];
  const share = formatShare(Number.parseFloat(rate) / 100);
  return [`Change: ${formatBytes(bytes)} a day, ${share} of the used space`];
}

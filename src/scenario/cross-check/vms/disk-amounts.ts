import { formatBytes } from '../../../units/format-quantity.ts';
import type { ShareOrBytes } from '../../decode/share-or-bytes.ts';
import { DEFAULTS } from '../../defaults.ts';
import type { DiskAmounts } from '../../vms/vm.ts';

/** The amounts of a disk, with defaults for what it does not state: whole bytes, and shares from 0 to 1. */
export function diskAmounts(disk: {
  size: number;
  used?: ShareOrBytes | undefined;
  changeRate?: number | undefined;
  deleted?: number | undefined;
  swap?: number | undefined;
  thin?: boolean | undefined;
}): DiskAmounts {
  const { size, used = { of: 'size', value: DEFAULTS.used.value } } = disk;
  return {
    size,
    used: used.of === 'size' ? Math.round(size * used.value) : used.value,
    changeRate: disk.changeRate ?? DEFAULTS.changeRate.value,
    deleted: disk.deleted ?? DEFAULTS.deleted.value,
    swap: disk.swap ?? DEFAULTS.swap.value,
    thin: disk.thin ?? DEFAULTS.thin.value,
  };
}

export interface DiskProblem {
  readonly code: 'out-of-range' | 'used-over-size';
  readonly key: 'size' | 'used' | 'deleted';
  readonly message: string;
}

const NO_PROBLEMS: readonly DiskProblem[] = [];

/** What is impossible about the amounts of one disk. */
export function diskProblems({ size, used, deleted, swap }: DiskAmounts): readonly DiskProblem[] {
  // With a tolerance of one part in 2^40, because shares such as 0.7 and 0.3 need not add up to exactly 1 in binary.
  const isTooMuchLeftOut = deleted + swap > 1 + 1 / 1_099_511_627_776;
  if (size > 0 && used <= size && !isTooMuchLeftOut) return NO_PROBLEMS;
  const problems: DiskProblem[] = [];
  if (size <= 0)
    problems.push({ code: 'out-of-range', key: 'size', message: 'The size of a disk must be more than 0.' });
  if (used > size) {
    const [uses, has] = toldApart(used, size);
    const message = `The disk uses ${uses}, but has only ${has}.`;
    problems.push({ code: 'used-over-size', key: 'used', message });
  }
  if (isTooMuchLeftOut) {
    problems.push({
      code: 'out-of-range',
      key: 'deleted',
      message: "'deleted' and 'swap' together are more than 100% of what is used.",
    });
  }
  return problems;
}

/** Two different amounts as different texts: in bytes if they would look the same rounded. */
function toldApart(a: number, b: number): readonly [string, string] {
  const [rounded, other] = [formatBytes(a), formatBytes(b)];
  return rounded === other ? [`${a} B`, `${b} B`] : [rounded, other];
}

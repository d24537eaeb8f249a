/** Figures in which two accounts differ, by path, both said; empty where they agree. */
export function differences(
  product: unknown,
  reference: unknown,
  slackBytes: number,
  path = '',
): Record<string, unknown> {
  if (typeof product === 'number' && typeof reference === 'number')
    return isAlike(path, product, reference, slackBytes) ? {} : { [path]: [product, reference] };
  if (isTree(product) && isTree(reference)) {
    // The reference says what is compared.
    return Object.assign(
      {},
      ...Object.keys(reference).map((key) =>
        differences(product[key], reference[key], slackBytes, path === '' ? key : `${path}.${key}`),
      ),
      Array.isArray(reference) && (product as unknown as unknown[]).length !== reference.length
        ? { [`${path}.length`]: [product['length'], reference.length] }
        : {},
    );
  }
  return product === reference ? {} : { [path]: [product, reference] };
}

const TIME = /([sS]econds|\.window|\.overrun|queueWait\.\w+|^waits\.[\w-]+)$/;

const MOVED = /((read|transferred)Bytes|^work\.bytes\.\w+)$/;

/** Microseconds and bytes exactly, but for what was cut off; shares and rates within 1e-9. */
function isAlike(path: string, a: number, b: number, slackBytes: number): boolean {
  if (MOVED.test(path)) return Math.abs(a - b) <= slackBytes;
  if (TIME.test(path)) return Math.abs(a - b) < 4e-7;
  if (Number.isInteger(a) && Number.isInteger(b)) return a === b;
  return Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b)) + 1e-12;
}

function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

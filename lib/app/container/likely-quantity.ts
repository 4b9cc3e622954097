import { parseQuantity, type Quantity } from '../../kubernetes/quantity';
import type { Report } from '../../messages/problem';

/** Nothing runs or is kept in less. */
const LEAST_BYTES = parseQuantity('1Mi');
/** No machine has so many cores. */
const MOST_CORES = parseQuantity('1k');

interface Given {
  readonly prop: string;
  /** A number where the program checks no types, which is told as such. */
  readonly value: unknown;
}

/** Bytes in the unit of another resource, or with the unit forgotten: `512m` is half a byte, `512` is 512 bytes. */
export function adviseBytes(report: Report, { prop, value }: Given): void {
  if (typeof value !== 'string') return;
  const quantity = parseQuantity(value);
  if (quantity === undefined || quantity.isNegative || quantity.isZero) return;
  if (LEAST_BYTES === undefined || quantity.compare(LEAST_BYTES) >= 0) return;
  const digits = /^\d+/.exec(value)?.[0] ?? '1';
  report({
    code: 'quantity-unlikely',
    prop,
    value,
    message: value.endsWith('m') ? `is ${digits} thousandths of a byte: m means a thousandth` : 'is less than 1Mi',
    remedy: `Write the unit, such as '${digits}Mi' or '${digits}Gi'`,
  });
}

/** Cores in the unit of memory, or thousandths of a core with the unit forgotten. */
export function adviseCores(report: Report, { prop, value }: Given): void {
  if (typeof value !== 'string') return;
  const quantity = parseQuantity(value);
  if (quantity === undefined || !isTooManyCores(quantity)) return;
  const digits = /^\d+/.exec(value)?.[0] ?? '1';
  report({
    code: 'quantity-unlikely',
    prop,
    value,
    message: 'is 1000 cores or more, and no node has them: the pod stays Pending',
    remedy: `Write '${digits}m' if you mean thousandths of a core`,
  });
}

function isTooManyCores(quantity: Quantity): boolean {
  return MOST_CORES !== undefined && quantity.compare(MOST_CORES) >= 0;
}

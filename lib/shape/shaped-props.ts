import type { Report } from '../messages/problem';
import { fitStruct, MISFIT } from './fit';
import { StructType } from './type';

/** The props of a construct without those that do not fit, none where nothing fits; what is wrong with them is reported. */
export function shapedProps<T extends object>(report: Report, given: unknown, type: string): Partial<T> {
  const fitted = fitStruct(report, given ?? {}, StructType.of(type), '');
  return fitted === MISFIT ? {} : (fitted as Partial<T>);
}

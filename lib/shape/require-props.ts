import { formatProblem } from '../messages/diagnostic';
import type { Problem } from '../messages/problem';
import { UserError } from '../messages/user-error';
import { fit, fitStruct } from './fit';
import { propOf, type StructType } from './type';

/** Props of what is no construct, and so has nobody to report to. @throws UserError with all that is wrong */
export function requireProps<T>(what: string, given: unknown, type: StructType): T {
  const problems: Problem[] = [];
  const fitted = fitStruct((problem) => problems.push(problem), given ?? {}, type, '');
  if (problems.length > 0)
    throw new UserError(problems.map((problem) => `${what}: ${formatProblem(problem)}`).join('\n'));
  return fitted as T;
}

/** An argument of a method; its type in the words of the table. @throws UserError with what is wrong */
export function requireArgument<T>(what: string, argument: string, given: unknown, type: string): T {
  const problems: Problem[] = [];
  const fitted = fit((problem) => problems.push(problem), given, propOf(type).type, argument);
  if (problems.length > 0)
    throw new UserError(problems.map((problem) => `${what}: ${formatProblem(problem)}`).join('\n'));
  return fitted as T;
}

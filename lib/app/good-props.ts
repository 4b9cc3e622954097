import type { Report } from '../messages/problem';
import { fitStruct, MISFIT } from '../shape/fit';
import { StructType } from '../shape/type';
import type { StatefulWebAppProps } from './props';

/** What an app is resolved with if its own image is missing or wrong: that is reported, and nothing is written. */
const PLACEHOLDER = 'example/missing';

/** The props of an app without those that do not fit; what is wrong with them is reported. */
export function goodProps(report: Report, given: unknown): StatefulWebAppProps {
  const type = StructType.of('StatefulWebAppProps');
  const fitted = fitStruct(report, given, type, '');
  if (fitted !== MISFIT) return fitted as StatefulWebAppProps;
  // Only the image is required: the other props are worth judging without it.
  return fitStruct(() => undefined, { ...ownOf(given), image: PLACEHOLDER }, type, '') as StatefulWebAppProps;
}

/** What can be read of a value: a getter or a proxy may throw. */
function ownOf(given: unknown): object {
  try {
    return typeof given === 'object' && given !== null && !Array.isArray(given) ? { ...given } : {};
  } catch {
    return {};
  }
}

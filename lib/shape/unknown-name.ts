import { distanceBetween, joinOr, nearestNames } from '../messages/nearest-names';
import type { Problem } from '../messages/problem';

/** So many names help; more hide the message. */
const NAMES_SHOWN = 12;

/** An error of what is no prop, with the names that may be meant; `elsewhere` is where a prop of this name really stands. */
export function unknownProp(
  prop: string,
  name: string,
  value: unknown,
  known: readonly string[],
  elsewhere: readonly string[] = [],
): Problem {
  return { ...unknownName(prop, 'prop', name, known, elsewhere), value };
}

/** An error of a name that something does not have. */
export function unknownName(
  prop: string,
  kind: string,
  name: string,
  known: readonly string[],
  elsewhere: readonly string[] = [],
): Problem {
  const near = likelyNames(name, known, elsewhere).map((one) => `\`${one}\``);
  const choice = known.length > NAMES_SHOWN ? undefined : `Leave it out, or write one of ${known.join(', ')}`;
  const remedy = near.length === 0 ? choice : `Write ${joinOr(near)}`;
  return { code: 'prop-unknown', prop, message: `there is no such ${kind}`, remedy };
}

/** A slip of the pen first, then the same name in another place, then what is similar. */
export function likelyNames(
  name: string,
  known: readonly string[],
  elsewhere: readonly string[] = [],
): readonly string[] {
  const slips = known.filter((one) => isSlip(name.toLowerCase(), one.toLowerCase()));
  if (slips.length > 0) return slips;
  return elsewhere.length > 0 ? elsewhere : nearestNames(name, known);
}

/** The same but for capitals, for one letter of four or more, or for the plural. */
function isSlip(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return a === b || long === `${short}s` || long === `${short}es` || (short.length > 3 && distanceBetween(a, b) === 1);
}

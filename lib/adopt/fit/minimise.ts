import { Call, childrenOf, type Code, MapCode, withChildren, withoutIdleOptions } from '../code/code';

/** Leaves out every prop without which the result is the same: what is left is what somebody would have written. */
export function minimise(code: MapCode, holds: (candidate: MapCode) => boolean): MapCode {
  let best = code;
  const attempt = (candidate: Code): boolean => {
    if (!(candidate instanceof MapCode) || !holds(candidate)) return false;
    best = candidate;
    return true;
  };
  reduce(code, (changed) => changed, attempt);
  return best;
}

/** Reduces a part of the code; `within` puts the part back into the whole. Gives the part as it is now. */
function reduce(part: Code, within: (part: Code) => Code, attempt: (whole: Code) => boolean): Code {
  let now = part;
  if (now instanceof MapCode) {
    for (const { key } of now.entries) {
      const without: MapCode = (now as MapCode).with(key, undefined);
      if (attempt(within(without))) now = without;
    }
  }
  childrenOf(now).forEach((child, index) => {
    if (!(child instanceof MapCode || child instanceof Call || childrenOf(child).length > 0)) return;
    const replaced = (other: Code): Code => {
      const all = [...childrenOf(now)];
      all[index] = other;
      const whole = withChildren(now, all);
      return whole instanceof Call ? withoutIdleOptions(whole) : whole;
    };
    const reduced = reduce(child, (other) => within(replaced(other)), attempt);
    if (reduced !== child) now = replaced(reduced);
  });
  return now;
}

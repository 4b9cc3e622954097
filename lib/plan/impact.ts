import { type Impact, IMPACTS } from './types';

/** Negative: `left` is the more harmless. */
function compareImpacts(left: Impact, right: Impact): number {
  return IMPACTS.indexOf(left) - IMPACTS.indexOf(right);
}

/** The worst of them; `none` where there are none. */
export function worstImpact(impacts: Iterable<Impact>): Impact {
  let worst: Impact = 'none';
  for (const impact of impacts) if (compareImpacts(impact, worst) > 0) worst = impact;
  return worst;
}

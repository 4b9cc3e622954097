import { createColors } from 'picocolors';
import type { Impact } from '../../plan/types';

/** Paints text as an impact looks on a terminal. */
export function painter(color: boolean): (impact: Impact, text: string) => string {
  const c = createColors(color);
  return (impact, text) => {
    switch (impact) {
      case 'data-risk':
        return c.bold(c.red(text));
      case 'rejected':
      case 'outage':
        return c.red(text);
      case 'restart':
      case 'delete':
        return c.yellow(text);
      case 'none':
        return c.dim(text);
      default:
        return c.green(text);
    }
  };
}

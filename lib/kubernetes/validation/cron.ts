const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Minute, hour, day of month, month, day of week: the lowest and the highest value, and the names. */
const FIELDS: readonly (readonly [lowest: number, highest: number, names?: readonly string[]])[] = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12, MONTHS],
  [0, 6, DAYS],
];

/** A schedule as the CronJob controller reads it. */
export function isCronSchedule(text: string): boolean {
  if (text.startsWith('@')) {
    return /^@(yearly|annually|monthly|weekly|daily|midnight|hourly|every (\d+(\.\d+)?(ns|us|ms|s|m|h))+)$/.test(text);
  }
  const fields = text.trim().split(/\s+/);
  return fields.length === FIELDS.length && fields.every((field, index) => isCronField(field, index));
}

function isCronField(field: string, index: number): boolean {
  const [lowest = 0, highest = 0, names = []] = FIELDS[index] ?? [];
  const value = (text: string): number => {
    const named = names.indexOf(text.toLowerCase());
    return named >= 0 ? named + lowest : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  };
  return field.split(',').every((part) => {
    const [range = '', step, ...rest] = part.split('/');
    if (rest.length > 0 || (step !== undefined && !/^[1-9]\d*$/.test(step))) return false;
    if (range === '*' || range === '?') return true;
    const [from, to = from, ...more] = range.split('-').map(value);
    return more.length === 0 && from !== undefined && to !== undefined && from >= lowest && to <= highest && from <= to;
  });
}

export function isTimeZone(name: string): boolean {
  if (name.toLowerCase() === 'local') return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

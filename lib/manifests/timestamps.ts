/**
 * Whether a text is a date, or a date and a time, as the tag `!!timestamp` claims: with a zone behind the `T` form, without one
 * behind a space.
 */
export function isDate(text: string): boolean {
  const { year, month, day, hour, minute, second, zoneHour, zoneMinute } =
    (PATTERNS.map((pattern) => pattern.exec(text)).find((match) => match !== null)?.groups as Partial<
      Record<string, string>
    >) ?? {};
  return (
    year !== undefined &&
    within(month, 1, 12) &&
    within(day, 1, daysOf(Number(year), Number(month))) &&
    within(hour, 0, 23) &&
    within(minute, 0, 59) &&
    within(second, 0, 59) &&
    within(zoneHour, 0, 24) &&
    within(zoneMinute, 0, 60)
  );
}

const DATE = String.raw`^(?<year>\d{4})-(?<month>\d\d?)-(?<day>\d\d?)`;
const TIME = String.raw`(?<hour>\d\d?):(?<minute>\d\d?):(?<second>\d\d?)(?:[.,]\d+)?`;
const PATTERNS = [
  new RegExp(`${DATE}$`),
  new RegExp(`${DATE} ${TIME}$`),
  new RegExp(String.raw`${DATE}[Tt]${TIME}(?:Z|[-+](?<zoneHour>\d\d):(?<zoneMinute>\d\d))$`),
];

function daysOf(year: number, month: number): number {
  // The calendar repeats after 400 years, and Date reads years below 100 as those of the last century.
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

function within(value: string | undefined, least: number, most: number): boolean {
  return value === undefined || (Number(value) >= least && Number(value) <= most);
}

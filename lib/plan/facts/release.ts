/** Images whose data format changes with the second number as well. */
const TWO_NUMBERS = /^(mysql|mariadb|percona|percona-server|cassandra|etcd|mongo|mongodb|rabbitmq)$/;

/** `16` of `16.2-alpine`, `v16`, `pg16` or `2.11-pg16`; `8.4` of mysql `8.4.1`. */
export function releaseOf(tag: string | undefined, name: string): string | undefined {
  const postgres = /(?:^|-)pg(\d+)(?:[.-]|$)/.exec(tag ?? '');
  if (postgres !== null) return postgres[1];
  const [, major, minor] = /^(?:release-)?v?(\d+)(?:\.(\d+))?(?:[.-]|$)/.exec(tag ?? '') ?? [];
  // A year is no version of a format.
  if (major === undefined || Number(major) >= 2000) return undefined;
  const two = TWO_NUMBERS.test(name) || (/^postgres/.test(name) && Number(major) < 10);
  return two && minor !== undefined ? `${major}.${minor}` : major;
}

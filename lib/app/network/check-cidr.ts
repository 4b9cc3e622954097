import { canonicalCidr, cidrFault, isCidr } from '../../kubernetes/addresses';
import type { Report } from '../../messages/problem';

/** A range of addresses, as the API server of the app's version takes it. */
export function checkCidr(report: Report, prop: string, range: string, minor: number): void {
  const fault = cidrFault(range, minor);
  if (fault === undefined) return;
  const message = isCidr(range) ? fault : 'must be a range of addresses in CIDR notation';
  const remedy = `Write it like '${canonicalCidr(range) ?? '10.0.0.0/8'}'`;
  report({ code: 'cidr-invalid', prop, value: range, message, remedy });
}

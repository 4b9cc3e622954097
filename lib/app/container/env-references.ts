import type { Report } from '../../messages/problem';
import type { ResolvedContainer } from './container';

/** `$$(NAME)` is text. Names in lower case are left alone: in a shell `$(date)` runs a program. */
const REFERENCE = /(\$+)\(([A-Z_][A-Z0-9_]*)\)/g;
/** What the kubelet adds for each Service of the namespace, and for the API server. */
const OF_SERVICES = /_(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT(_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)$/;

/**
 * References to variables that Kubernetes does not replace: names that nobody defines, and in variables those that are defined only later.
 * The container gets the text `$(NAME)` instead. Where all keys of an object become variables, nobody knows which names there are.
 */
export function adviseEnvReferences(report: Report, { props, prefix }: ResolvedContainer): void {
  if ((props.envFrom ?? []).length > 0) return;
  const values = Object.entries({ ...props.envValues }).map(
    ([name, { value }]) => ['envValues', name, value as unknown] as const,
  );
  const fixed = Object.entries({ ...props.env }).map(([name, value]) => ['env', name, value as unknown] as const);
  const variables = [...values, ...fixed];
  const all = new Set(variables.map(([, name]) => name));
  const before = new Set<string>();
  for (const [prop, name, value] of variables) {
    for (const wanted of referencesOf(value)) {
      if (before.has(wanted) || (!all.has(wanted) && OF_SERVICES.test(wanted))) continue;
      const message = all.has(wanted)
        ? `names ${wanted}, which is defined after it: the value keeps the text $(${wanted})`
        : `names ${wanted}, which is defined nowhere: the value keeps the text $(${wanted})`;
      report({ code: 'env-reference-undefined', prop: `${prefix}${prop}.${name}`, value, message });
    }
    before.add(name);
  }
  for (const prop of ['command', 'args'] as const) {
    for (const [index, text] of (props[prop] ?? []).entries()) {
      for (const wanted of referencesOf(text)) {
        if (all.has(wanted) || OF_SERVICES.test(wanted)) continue;
        const message = `names ${wanted}, which is defined nowhere: the program gets the text $(${wanted})`;
        report({ code: 'env-reference-undefined', prop: `${prefix}${prop}[${index}]`, value: text, message });
      }
    }
  }
}

function referencesOf(text: unknown): readonly string[] {
  if (typeof text !== 'string') return [];
  // An even number of dollar signs stands for half of them, and none is left to refer with.
  return [...text.matchAll(REFERENCE)].flatMap(([, dollars = '', name = '']) =>
    dollars.length % 2 === 1 ? [name] : [],
  );
}

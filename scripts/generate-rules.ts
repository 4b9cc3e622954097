import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { RULE_GROUPS } from '../lib/plan/rules';
import type { RuleInfo } from '../lib/plan/rule';

export const RULES_PAGE = join(__dirname, '../docs/reference/rules.md');

/** The reference of the findings, out of the rules themselves. */
export async function rulesPage(): Promise<string> {
  const text = [
    '<!-- Written by scripts/generate-rules.ts. Do not edit: npm run docs:rules -->',
    '# Rules of the plan',
    INTRODUCTION,
    ...RULE_GROUPS.map(({ title, rules }) => `## ${title}\n\n${table(rules)}`),
    DISAGREEMENTS,
  ].join('\n\n');
  return format(text, { ...(await resolveConfig(RULES_PAGE)), parser: 'markdown' });
}

const INTRODUCTION = `A finding has a code, an impact, a path, the value before and after, a message and a remedy. Codes are stable and never used
for something else. The impact in the table is the usual one: a finding can be graver or more harmless in its case, such as a changed pod
template that a partition holds back. Impacts, from harmless to worst: \`none\`, \`create\`, \`update\`, \`delete\`, \`restart\`, \`rejected\`,
\`outage\`, \`data-risk\`.

Two comparisons decide, never one. What the API server accepts is compared by value, after its defaults are filled in. Whether pods restart is
decided by the bytes of \`spec.template\`: \`1Gi\` and \`1073741824\` are equal, and still restart pods. A refused change has refusals only:
nothing happens to pods and claims until it is taken back. What a pipeline does when it is told to force its way instead is in the remedies.

How the manifest is applied matters in places. \`client\` is the three-way merge of kubectl and Argo CD, in which fields that were never
applied keep their defaults; \`server\` is server-side apply as Flux does it; \`replace\` is a PUT.`;

const DISAGREEMENTS = `## Where the plan and a server can differ

- Admission plugins and webhooks are not known. Of the built-in ones, growth of claims is judged where the storage class is known, and the
  default class is filled in where classes are known.
- Which addresses a cluster can give (dual stack, Service ranges, node ports in use) is not known.
- Claims without facts about them are taken to be bound, with as much capacity as they ask for.
- A field that Kubernetes does not have: kubectl refuses it by its strict validation, and so does server-side apply without a tool in between;
  Argo CD and Flux drop it. The plan says \`unknown-field\` and judges the rest.
- A StatefulSet that its version would not create, and takes as an update, is taken to be older than the cluster's version
  (\`refused-if-created-anew\`). Where it was never created, the change is refused.
- Of kinds that stand beside a workload, rules that need the cluster are not known (who may grant which role, which classes and zones exist), nor are
  those inside a volume's node affinity and the metrics of an autoscaler other than resources. Custom resources whose definition is not in the manifests are compared as they stand.
- A Job that is refused for its labels: Kubernetes up to 1.30 names each label, the plan the labels as a whole.
- \`parameters: {}\` of a StorageClass that had none: Kubernetes up to 1.35 refuses it by a replace, the plan takes it for no change.
- An annotation that is not text: kubectl's client-side apply drops all annotations of the object without a word; the plan calls it refused, as
  server-side apply and a replace are.
- A namespace that is left out is \`default\`.
- Replicas that are declared on neither side are taken to be 1, whatever an autoscaler made of them.`;

function table(rules: readonly RuleInfo[]): string {
  const rows = rules.map(({ code, title, impact, remedy, versions, source }) =>
    [`\`${code}\``, impact, title, remedy, versions, source].map((cell) => cell.replaceAll('|', '\\|')).join(' | '),
  );
  return [
    '| Code | Impact | What | Remedy | Kubernetes | Source |',
    '|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n');
}

if (require.main === module) {
  void rulesPage().then((page) => writeFileSync(RULES_PAGE, page));
}

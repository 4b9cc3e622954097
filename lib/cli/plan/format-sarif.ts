import { remedyText } from '../../plan/remedy';
import { RULE_GROUPS } from '../../plan/rules';
import type { Change, Finding, Impact } from '../../plan/types';
import { ownVersion } from '../own-package';
import { shownAsCodes } from './format-json';
import type { ClusterReport } from './run';
import { rank } from './verdict';

/**
 * The findings as SARIF 2.1.0, which code hosts show at the line that causes them: what restarts pods or is worse, or all with
 * `verbose`. What was accepted is marked as suppressed.
 */
export function formatSarif(reports: readonly ClusterReport[], verbose = false): string {
  const results = reports.flatMap((report) =>
    report.verdict.plan.changes.flatMap((change) =>
      change.findings
        .filter(({ impact }) => verbose || rank(impact) >= rank('restart'))
        .map((finding) => resultOf(change, finding, report)),
    ),
  );
  const used = new Set(results.map(({ ruleId }) => ruleId));
  const rules = RULE_GROUPS.flatMap((group) => group.rules)
    .filter(({ code }, index, all) => used.has(code) && all.findIndex((each) => each.code === code) === index)
    .map(({ code, title, remedy }) => ({ id: code, shortDescription: { text: title }, help: { text: remedy } }));
  const driver = { name: 'stateful-web-app', version: ownVersion(), rules };
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }],
  };
  return `${shownAsCodes(JSON.stringify(log, null, 2))}\n`;
}

interface Result {
  readonly ruleId: string;
}

function resultOf(change: Change, finding: Finding, { cluster, verdict, places }: ClusterReport): Result {
  const { code, impact, message, path } = finding;
  const place = places?.of(change, finding);
  const accepted = verdict.accepted.get(finding);
  const where = cluster === undefined ? change.object : `${cluster}: ${change.object}`;
  const remedy = remedyText(finding.remedy);
  const physicalLocation = place && {
    artifactLocation: { uri: encodeURI(place.file.replace(/^\.\//, '')) },
    region: { startLine: place.line, startColumn: place.column },
  };
  const fullyQualifiedName = path === '' ? where : `${where} ${path}`;
  return {
    ruleId: code,
    ...{
      level: levelOf(impact),
      message: { text: `${where}: ${message}${remedy === '' ? '' : `\nWhat to do: ${remedy}`}` },
    },
    locations: [{ ...(physicalLocation && { physicalLocation }), logicalLocations: [{ fullyQualifiedName }] }],
    partialFingerprints: { 'finding/v1': JSON.stringify([code, where, path]) },
    ...(accepted === undefined ? {} : { suppressions: [{ kind: 'external', justification: accepted.reason }] }),
    properties: { impact },
  } as Result;
}

function levelOf(impact: Impact): 'error' | 'warning' | 'note' {
  if (rank(impact) >= rank('rejected')) return 'error';
  return rank(impact) >= rank('delete') ? 'warning' : 'note';
}

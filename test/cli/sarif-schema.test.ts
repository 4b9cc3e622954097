import Ajv from 'ajv';
import * as fs from 'node:fs';
import { formatSarif } from '../../lib/cli/plan/format-sarif';
import type { ClusterReport } from '../../lib/cli/plan/run';
import { judge } from '../../lib/cli/plan/verdict';
import { plan } from '../../lib/plan';
import { EXAMPLES } from '../plan/examples';

/** The schema of SARIF 2.1.0, which is of draft 4: its own id and meta-schema are not read. */
function validator(): (value: unknown) => string[] {
  const file = require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const schema = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>;
  delete schema['$schema'];
  delete schema['id'];
  const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false });
  const validate = ajv.compile(schema);
  return (value) => (validate(value) ? [] : [ajv.errorsText(validate.errors)]);
}

const errorsOf = validator();

function sarif(verbose: boolean): unknown[] {
  return EXAMPLES.map(({ before, after, options }) => {
    const report: ClusterReport = {
      scene: { before, after, facts: {} },
      verdict: judge(plan(before, after, options), { of: new Map(), notes: [] }, 'rejected'),
      places: { of: () => ({ file: './a folder/web.yaml', line: 3, column: 1 }) },
    };
    return JSON.parse(formatSarif([report], verbose)) as unknown;
  });
}

test.each([false, true])('every example is valid SARIF 2.1.0 (verbose: %s)', (verbose) => {
  expect(sarif(verbose).flatMap(errorsOf)).toEqual([]);
});

test('what is no SARIF is not', () => {
  expect(errorsOf({ version: '2.1.0', runs: [{ tool: { driver: {} } }] })).not.toEqual([]);
});

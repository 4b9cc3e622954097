import { plan, remedyText } from '../../lib/plan';
import { RULE_GROUPS } from '../../lib/plan/rules';
import { EXAMPLES } from './examples';

/** Rules that need more than two sides and options, and one for fields that a later version may refuse: their own tests show them. */
const WITHOUT_EXAMPLE = [
  'api-not-served',
  'cluster-not-named',
  'default-differs',
  'deletion-waits-for-confirmation',
  'field-begins-to-count',
  'field-conflict',
  'field-immutable',
  'file-not-listed',
  'file-left-out',
  'file-not-read',
  'file-steers-pipeline',
  'hook-already-exists',
  'hook-becomes-object',
  'hook-left-behind',
  'hook-made-anew',
  'hook-not-run',
  'hook-unknown',
  'kind-not-served',
  'last-applied-too-long',
  'left-by-pipeline',
  'left-by-version-change',
  'live-fields-unknown',
  'live-not-allowed',
  'manifest-in-sub-folder',
  'namespace-assumed',
  'namespace-left-out',
  'number-not-compared',
  'object-becomes-hook',
  'recreated-by-force',
  'refused-by-pipeline',
  'release-has-removed-api',
  'release-too-large',
  'request-too-large',
  'release-not-read',
  'rest-of-the-apply',
  'server-field-refused',
  'string-data-key-stays',
  'version-not-defined',
];

test('every rule has an example', () => {
  const codes = RULE_GROUPS.flatMap(({ rules }) => rules.map(({ code }) => code));
  const shown = EXAMPLES.map(({ code }) => code);
  expect(codes.filter((code) => !shown.includes(code) && !WITHOUT_EXAMPLE.includes(code))).toEqual([]);
  expect(shown.filter((code) => !codes.includes(code) || WITHOUT_EXAMPLE.includes(code))).toEqual([]);
});

/** The one place where wording is pinned: a new wording is one difference here. */
test.each(EXAMPLES.map((example) => [example.code, example] as const))('the words of %s', (code, example) => {
  const { changes } = plan(example.before, example.after, example.options);
  const found = changes.flatMap(({ object, findings }) =>
    findings
      .filter((finding) => finding.code === code)
      .map(({ impact, path, message, remedy }) =>
        [`${impact}: ${object} ${path}`.trimEnd(), message, ...(remedy.length === 0 ? [] : [remedyText(remedy)])].join(
          '\n',
        ),
      ),
  );
  expect(found).not.toEqual([]);
  expect(`\n${found.join('\n\n')}\n`).toMatchSnapshot();
});

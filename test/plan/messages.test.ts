import { plan, remedyText } from '../../lib/plan';
import { RULE_GROUPS } from '../../lib/plan/rules';
import { EXAMPLES } from './examples';

/** A rule that no change reaches yet: it answers for a field of a StatefulSet that a later version may refuse. */
const WITHOUT_EXAMPLE = ['field-immutable'];

test('every rule has an example', () => {
  const codes = RULE_GROUPS.flatMap(({ rules }) => rules.map(({ code }) => code));
  const known = [...EXAMPLES.map(({ code }) => code), ...WITHOUT_EXAMPLE];
  expect(codes.filter((code) => !known.includes(code))).toEqual([]);
  expect(known.filter((code) => !codes.includes(code))).toEqual([]);
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

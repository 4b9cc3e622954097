import { joinOr, nearestNames } from '../../messages/nearest-names';
import { SYNTH_CODES } from '../../messages/synth-codes';
import { UserError } from '../../messages/user-error';
import { wrap } from '../../messages/wrap';
import type { RuleInfo } from '../../plan/rule';
import type { Register } from '../command';
import { widthOf } from '../plan/formats';

type Row = readonly [title: string, text: string];

/** `explain`: what does this code of a finding, an error or a warning mean? */
export const explainCommand: Register = (program, io) => {
  program
    .command('explain')
    .description('Explain a code: of a finding of the plan, or of an error or a warning of the synth')
    .argument('<code>', 'the code, as in the brackets of a message')
    .action((given: string) => {
      const code = given.replace(/^\[(.*)\]$/, '$1');
      // The plan and the synth may know the same thing under one code.
      const tables = [ofPlan(code), ofSynth(code)].filter((rows) => rows !== undefined);
      if (tables.length === 0) throw new UserError(`There is no code '${given}'. ${nearest(code)}`);
      const width = widthOf(io).width;
      io.stdout.write(`${code}\n${tables.map((rows) => tableOf(rows, width)).join('\n')}${exampleText(code, width)}`);
    });
};

/** What follows of a text begins below its first word. */
function tableOf(rows: readonly Row[], width: number | undefined): string {
  const column = Math.max(...rows.map(([title]) => title.length)) + 4;
  return rows
    .map(([title, text]) => {
      const [first = '', ...rest] = wrap(text, width === undefined ? undefined : width - column).split('\n');
      return [`  ${title}`.padEnd(column) + first, ...rest.map((each) => ' '.repeat(column) + each)].join('\n') + '\n';
    })
    .join('');
}

function exampleText(code: string, width: number | undefined): string {
  const { exampleOf } = require('../explain/example') as typeof import('../explain/example');
  const indent = '    ';
  const example = exampleOf(code, width === undefined ? undefined : width - indent.length);
  if (example === undefined) return '';
  const indented = (lines: readonly string[]): string =>
    lines.map((line) => (line === '' ? '' : indent + line)).join('\n');
  return `\n  Example: this change\n\n${indented(example.change)}\n\n  The plan says\n\n${indented(example.report)}\n`;
}

function ofPlan(code: string): readonly Row[] | undefined {
  const rule = rules().find((each) => each.code === code);
  return (
    rule && [
      ['What', rule.title],
      ['Impact', `${rule.impact}, unless the finding says otherwise`],
      ['To do', rule.remedy],
      ['Kubernetes', rule.versions],
      ['Source', rule.source],
      ['More', 'docs/reference/rules.md, docs/reference/examples.md, docs/reference/plan.md'],
    ]
  );
}

function ofSynth(code: string): readonly Row[] | undefined {
  const info = Object.entries(SYNTH_CODES).find(([name]) => name === code)?.[1];
  return (
    info && [
      ['What', info.title],
      ['Kind', info.kind === 'error' ? 'error: nothing is written' : 'warning: legal but dangerous'],
      ['Kubernetes', info.otherwise.replaceAll('**', '')],
      ['To do', info.remedy],
      ['More', 'docs/reference/errors.md'],
    ]
  );
}

function nearest(code: string): string {
  const near = nearestNames(code, [...rules().map((rule) => rule.code), ...Object.keys(SYNTH_CODES)]);
  return near.length === 0
    ? 'docs/reference/rules.md and docs/reference/errors.md list all'
    : `Do you mean ${joinOr(near.map((name) => `'${name}'`))}?`;
}

/** Loaded when a code is explained. */
function rules(): readonly RuleInfo[] {
  const { RULE_GROUPS } = require('../../plan/rules') as typeof import('../../plan/rules');
  return RULE_GROUPS.flatMap((group) => group.rules);
}

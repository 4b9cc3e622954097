import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import type { CommandIo } from '../../lib/cli/command';
import { WHOLE } from '../../lib/cli/commands/whole';

const ROOT = join(__dirname, '..', '..');
const PAGES = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file)),
].sort();

/** The code of a page, in blocks and in lines of text, without the comments of a shell. */
function codeOf(page: string): string[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  const blocks = [...text.matchAll(/^```\w*\n([\s\S]*?)^```/gm)].flatMap(([, block = '']) => block.split('\n'));
  const spans = [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span);
  return [...blocks, ...spans].map((code) => code.replace(/(^|\s)#.*/, ''));
}

/** Each call of the command: what follows its name, up to where the shell goes on with something else. */
const CALL = /(?:^|[\s(])(?:npx (?:cdk8s-)?)?(?:stateful-web-app )+(?=[a-z])([^|;&)>]*)/g;
const calls = PAGES.flatMap((page) =>
  codeOf(page).flatMap((code) => [...code.matchAll(CALL)].map(([, call = '']) => ({ page, call: call.trim() }))),
);

function registered(): ReadonlyMap<string, readonly string[]> {
  const program = new Command();
  for (const register of WHOLE) register(program, {} as CommandIo, () => undefined);
  const flags = (command: Command): string[] =>
    command.options.flatMap(({ long, short }) => [long, short].filter((flag) => typeof flag === 'string'));
  return new Map(program.commands.map((command) => [command.name(), [...flags(command), '--help', '-h']]));
}

test('every call that the docs show is a call of a command that there is, with options that it has', () => {
  const commands = registered();
  const wrong = calls.flatMap(({ page, call }) => {
    const [name = '', ...words] = call.split(/[\s[\]]+/);
    const options = commands.get(name);
    if (options === undefined) return [`${page}: ${call}`];
    const unknown = words.map((word) => word.replace(/=.*/, '')).filter((word) => /^--?[a-z]/.test(word));
    return unknown.filter((flag) => !options.includes(flag)).map((flag) => `${page}: ${flag} of ${call}`);
  });
  expect(calls.length).toBeGreaterThan(50);
  expect(wrong).toEqual([]);
});

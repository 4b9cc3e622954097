import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The licences of what bundles hold, by the paths of its files: the text of each, and every note of copyright. `hold` names the bundles. */
export function noticesOf(inputs: readonly string[], root: string, hold: string): string {
  const packages = new Map<string, string[]>();
  for (const input of inputs) {
    const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
    if (name !== undefined) packages.set(name, [...(packages.get(name) ?? []), join(root, input)]);
  }
  const parts = [...packages].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, files]) => noticeOf(name, files, root));
  return [
    '# Notices',
    `${hold} the packages below. Where a licence is Apache-2.0, its text is the one in LICENSE.`,
    ...parts,
    '',
  ].join('\n\n');
}

function noticeOf(name: string, files: readonly string[], root: string): string {
  const folder = join(root, 'node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    version: string;
    license: string;
  };
  const file = readdirSync(folder).find((each) => /^licen[cs]e(\.\w+)?$/i.test(each));
  const texts = [
    ...(file === undefined ? [] : [readFileSync(join(folder, file), 'utf8').trim()]),
    ...new Set(files.flatMap((each) => copyrightsIn(readFileSync(each, 'utf8')))),
  ];
  if (texts.length === 0) throw new Error(`${name}: neither a licence nor a copyright is to be found`);
  return [
    `## ${name} ${version} (${license.replace(/^\((.*)\)$/, '$1')})`,
    ...texts.map((text) => `\`\`\`\n${text}\n\`\`\``),
  ].join('\n\n');
}

/** Comments of a file that speak of copyright, without the marks of a comment. */
function copyrightsIn(source: string): string[] {
  const comments = source.match(/\/\*[^]*?\*\/|(?:^[ \t]*\/\/.*\n)+/gm) ?? [];
  return comments
    .filter((comment) => /copyright/i.test(comment))
    .map((comment) =>
      comment
        .split('\n')
        .map((line) => line.replace(/^\s*(\/\/|\/\*+|\*\/|\*)?\s?/, '').replace(/\s*\*\/$/, ''))
        .join('\n')
        .trim(),
    );
}

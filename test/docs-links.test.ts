import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';

const ROOT = path.join(__dirname, '..');
const FILES = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .filter((file) => fs.existsSync(path.join(ROOT, file)));
const PAGES = FILES.filter((file) => file.endsWith('.md'));

const read = (file: string): string => fs.readFileSync(path.join(ROOT, file), 'utf8');

/** Prose alone: what stands in a block of code is no link and no heading. */
const prose = (text: string): string => text.replace(/^( *)```[^]*?^\1```/gm, '');

/** What GitHub makes of headings, and the site as well. */
function anchorsOf(page: string): ReadonlySet<string> {
  const seen = new Map<string, number>();
  const anchors = [...prose(read(page)).matchAll(/^#{1,6} (.*)$/gm)].map(([, title = '']) => {
    const slug = title
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-');
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
  return new Set(anchors);
}

test('every link of a page leads to a file, and to a heading in it', () => {
  const broken = PAGES.flatMap((page) =>
    [...prose(read(page)).matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)]
      .map(([, link = '']) => link)
      .filter((link) => {
        const [file = '', anchor] = link.split('#');
        const target = file === '' ? page : path.join(path.dirname(page), file);
        if (!fs.existsSync(path.join(ROOT, target))) return true;
        return anchor !== undefined && target.endsWith('.md') && !anchorsOf(target).has(anchor);
      })
      .map((link) => `${page}: ${link}`),
  );
  expect(broken).toEqual([]);
});

test('every page of docs that is named anywhere exists', () => {
  const named = FILES.filter(
    (file) => /\.(ts|mts|mjs|js|md|jsonc?|ya?ml)$|^\.ci\//.test(file) && !/^(imports|dist)\//.test(file),
  );
  const missing = named.flatMap((file) =>
    [...read(file).matchAll(/(?<![\w/.-])docs\/[\w/-]+\.(?:md|svg)\b/g)]
      .map(([name]) => name)
      .filter((name) => !fs.existsSync(path.join(ROOT, name)))
      // Pages of other projects, as sources of facts.
      .filter((name) => !isForeign(file, name))
      .map((name) => `${file}: ${name}`),
  );
  expect(missing).toEqual([]);
});

/** A source names a repository, and then a path in it. */
function isForeign(file: string, name: string): boolean {
  return read(file)
    .split('\n')
    .filter((line) => line.includes(name))
    .every((line) => /\w+\/[\w-]+ .*docs\/|fluxcd|github\.com|kubernetes-sigs/.test(line));
}

test('every page of docs can be reached from the start', () => {
  const reached = new Set<string>();
  const visit = (page: string): void => {
    if (reached.has(page) || !PAGES.includes(page)) return;
    reached.add(page);
    for (const [, link = ''] of prose(read(page)).matchAll(/\]\((?!https?:)([^)#\s]+)/g)) {
      visit(path.join(path.dirname(page), link));
    }
  };
  visit('docs/README.md');
  expect(PAGES.filter((page) => page.startsWith('docs/') && !reached.has(page))).toEqual([]);
});

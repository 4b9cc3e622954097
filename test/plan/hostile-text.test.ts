import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import fc from '../support/fast-check';
import MarkdownIt from 'markdown-it';
import { parse as parseHtml } from 'parse5';
import { parse } from 'yaml';
import { formatHtml } from '../../lib/cli/plan/format-html';
import { formatJson } from '../../lib/cli/plan/format-json';
import { formatMarkdown } from '../../lib/cli/plan/format-markdown';
import { formatSarif } from '../../lib/cli/plan/format-sarif';
import { formatText } from '../../lib/cli/plan/format-text';
import { judge } from '../../lib/cli/plan/verdict';
import type { Manifest } from '../../lib/kubernetes/manifest';
import { plan, type Plan } from '../../lib/plan';
import { commandsOf } from '../../lib/plan/remedy';
import { PIPELINES } from '../../lib/pipelines/tool';
import { type Example, EXAMPLES as ONE_FOR_EACH_RULE } from './examples';
import { HOSTILE, runCommands } from './hostile';
import { MORE_EXAMPLES } from './more-examples';
import { container, statefulSet } from './objects';

const SEED = 20_261_127;
const EXAMPLES = [...ONE_FOR_EACH_RULE, ...MORE_EXAMPLES];

/** Rules that share a remedy with commands, and give none themselves; of `field-immutable` no field is known. */
const WITHOUT_COMMANDS = new Set([
  // Steps in words.
  'service-interrupted',
  'service-selects-nobody',
  'claim-grows',
  'claim-mount-moved',
  'data-directory-changed',
  'deleted-with-content',
  'field-immutable',
  'unit-removed',
  'unit-renamed',
]);

interface HtmlNode {
  readonly nodeName: string;
  readonly childNodes?: readonly HtmlNode[];
  readonly attrs?: readonly { readonly name: string }[];
}

/** What the page is made of. Nothing in it loads, links or runs anything. */
const HTML_ELEMENTS = new Set(
  'html head meta title style body header h1 h2 h4 strong p div input label button span main section details summary b ul li ol code pre figure figcaption em table tbody tr th td script'.split(
    ' ',
  ),
);
const HTML_ATTRIBUTES = new Set(
  'lang charset http-equiv content name class hidden id type placeholder aria-label aria-live data-impact checked open'.split(
    ' ',
  ),
);

function elementsOf(node: HtmlNode): HtmlNode[] {
  const own = node.nodeName.startsWith('#') ? [] : [node];
  return [...own, ...(node.childNodes ?? []).flatMap(elementsOf)];
}

/** Every text of a side, with the path to it. */
function textsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value === 'string') return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => textsOf(item, [...path, key]));
}

/** A copy in which each text that is equal to the one at the path is another one: names are named in several places. */
function replaced<T>(value: T, old: string, text: string): T {
  if (value === old) return text as T;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => replaced(item, old, text)) as T;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key === old ? text : key, replaced(item as unknown, old, text)]),
  ) as T;
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((each, key) => (each as Record<string, unknown>)[key], value);
}

/** An example with hostile text in the place of one or two of its own, but for the kinds that make it one. */
const attacks = fc
  .record({
    example: fc.constantFrom(...EXAMPLES),
    pipeline: fc.constantFrom(undefined, ...PIPELINES),
    picks: fc.array(fc.tuple(fc.nat(), fc.constantFrom(...HOSTILE), fc.boolean()), { minLength: 1, maxLength: 2 }),
  })
  .map(({ example, pipeline, picks }) => {
    let { before, after } = example;
    for (const [index, hostile, inside] of picks) {
      const sides = [before, after];
      const paths = textsOf(sides).filter((path) => !['apiVersion', 'kind'].includes(path.at(-1) ?? ''));
      const path = paths[index % Math.max(1, paths.length)];
      if (path === undefined) continue;
      const old = at(sides, path) as string;
      const text = inside ? `${old}${hostile}` : hostile;
      [before, after] = replaced([before, after], old, text) as [Manifest[], Manifest[]];
    }
    const options = pipeline === undefined ? example.options : { ...example.options, pipeline };
    return { ...example, before, after, options };
  });

const planned = (attack: Example): Plan => plan(attack.before, attack.after, attack.options);

function commandsIn({ changes }: Plan): string[] {
  return changes.flatMap(({ findings }) =>
    findings.flatMap(({ remedy }) =>
      remedy.flatMap(commandsOf).flatMap(({ unfit, text }) => (unfit === undefined ? [text] : [])),
    ),
  );
}

const reports = (result: Plan, attack: Example): Parameters<typeof formatText>[0] => [
  {
    verdict: judge(result, { of: new Map(), notes: [] }, 'rejected'),
    scene: { before: attack.before, after: attack.after },
  },
];

/** Arguments of ours that are more than a word. */
const OWN = /^(jsonpath=\{[\w.]+\}|custom-columns=CLAIM:.*)$/;

/** The rules whose files build commands, or take a remedy that may. */
function rulesWithCommands(): string[] {
  const folder = join(__dirname, '../../lib/plan/rules');
  const builds =
    /from '[./]*\/(pipelines\/command|remedies\/(?!no-force|correct-field|overwrite|immutable|keep-when-removed|steps))/;
  return (readdirSync(folder, { recursive: true, encoding: 'utf8' }) as string[])
    .filter((file) => /\/.*\.ts$/.test(file) && builds.test(readFileSync(join(folder, file), 'utf8')))
    .map((file) => basename(file, '.ts'));
}

test('the commands of every rule that prints some are among those that are attacked', () => {
  const printed = new Set(
    [undefined, ...PIPELINES].flatMap((pipeline) =>
      EXAMPLES.flatMap(({ options, ...sides }) =>
        planned({ ...sides, options: pipeline === undefined ? options : { ...options, pipeline } }).changes.flatMap(
          ({ findings }) =>
            findings.filter(({ remedy }) => remedy.some((part) => commandsOf(part).length > 0)).map(({ code }) => code),
        ),
      ),
    ),
  );
  expect(rulesWithCommands().filter((code) => !printed.has(code) && !WITHOUT_COMMANDS.has(code))).toEqual([]);
  expect([...WITHOUT_COMMANDS].filter((code) => printed.has(code))).toEqual([]);
});

describe('text of a manifest', () => {
  test('is no command, in whatever field it stands', () => {
    const commands = new Set(
      [undefined, ...PIPELINES].flatMap((pipeline) =>
        EXAMPLES.flatMap(({ options, ...sides }) =>
          commandsIn(planned({ ...sides, options: pipeline === undefined ? options : { ...options, pipeline } })),
        ),
      ),
    );
    fc.assert(
      fc.property(attacks, (attack) => commandsIn(planned(attack)).forEach((each) => commands.add(each))),
      { seed: SEED, numRuns: 250 },
    );
    expect(commands.size).toBeGreaterThan(20);
    const { calls, files, complaints } = runCommands([...commands]);
    expect({ files, complaints }).toEqual({ files: [], complaints: '' });
    expect(calls.length).toBeGreaterThanOrEqual(commands.size);
    const odd = calls.flat().filter((word) => !/^[\w./:=,@%+-]+$/.test(word) && !OWN.test(word) && !isJson(word));
    expect(odd).toEqual([]);
    expect(calls.flat().filter((word) => /^(--all|-A)$/.test(word))).toEqual([]);
  });

  test('reaches a command that may hold any text as it stands', () => {
    const size = "1Gi'; touch pwned; '\n\u202e";
    const [example] = EXAMPLES.filter(({ code }) => code === 'claim-template-size');
    const grown = replaced(example!, '2Gi', size);
    const texts = commandsIn(planned(grown)).filter((each) => each.includes('touch'));
    const { calls, files } = runCommands(texts);
    expect(files).toEqual([]);
    expect(
      calls
        .map((call) => call.at(-1))
        .filter(
          (each) =>
            each !==
            JSON.stringify({ spec: { resources: { requests: { storage: size } } } }).replace('\u202e', '\\u202e'),
        ),
    ).toEqual([]);
  });

  test('stays on its line, as text and in JSON', () => {
    fc.assert(
      fc.property(attacks, (attack) => {
        const result = planned(attack);
        const texts = [true, false].map((verbose) => formatText(reports(result, attack), { color: false, verbose }));
        const json = formatJson(reports(result, attack));
        const sarif = formatSarif(reports(result, attack), true);
        JSON.parse(sarif);
        const parsed = JSON.parse(json) as { changes: { findings: { message: string; remedy: string }[] }[] };
        const lines = parsed.changes.flatMap(({ findings }) =>
          findings.flatMap(({ message, remedy }) => [message, ...remedy.split('\n')]),
        );
        expect(
          parsed.changes.flatMap(({ findings }) => findings.filter(({ message }) => message.includes('\n'))),
        ).toEqual([]);
        const forged = /^ *(\/newline|::|# newline|\d\. newline)|^ *Pass: nothing with impact rejected or worse\.$/gm;
        expect(lines.join('\n').match(forged)).toBeNull();
        for (const text of texts) expect(text.trimEnd().split('\n').slice(0, -1).join('\n').match(forged)).toBeNull();
        for (const output of [...texts, json, sarif, lines.join('\n')]) {
          expect(output.match(/[^\P{C}\n]|[\u2028\u2029]|##\w*\[/u)).toBeNull();
        }
      }),
      { seed: SEED, numRuns: 200 },
    );
  });

  test('is only text in Markdown', () => {
    const markdown = new MarkdownIt({ html: true, linkify: true });
    // Like GitHub: a bare domain is no link, but www. in front of it makes it one.
    markdown.linkify.set({ fuzzyLink: false });
    fc.assert(
      fc.property(attacks, (attack) => {
        const result = planned(attack);
        const source = formatMarkdown(reports(result, attack));
        const tokens = markdown.parse(source, {}).flatMap((token) => [token, ...(token.children ?? [])]);
        const of = (type: string): string[] =>
          tokens.filter((each) => each.type === type).map(({ content }) => content);
        expect(of('link_open').concat(of('image'))).toEqual([]);
        expect(of('text').filter((each) => /\bwww\./.test(each))).toEqual([]);
        expect(of('heading_open')).toHaveLength(1);
        expect(of('html_inline').filter((each) => !/^<(br|\/?code)>$/.test(each))).toEqual([]);
        expect(
          of('html_block').filter(
            (each) =>
              !/^<!-- stateful-web-app plan -->\n?$|^<details><summary>[^<>\n]*<\/summary>\n?$|^<\/details>\n?$/.test(
                each.replace(/<\/details>\n(?=<details>)/, ''),
              ),
          ),
        ).toEqual([]);
        const steps = result.changes.flatMap(({ findings }) =>
          findings.flatMap(({ remedy }) => remedy.flatMap((part) => ('steps' in part ? part.steps : []))),
        );
        const effects = source.match(/^- (Pods |Claims |`)/gm) ?? [];
        expect(of('list_item_open').length).toBeLessThanOrEqual(steps.length + effects.length);
        expect(
          tokens.filter(({ type, info }) => type === 'fence' && !/^(mermaid|yaml|typescript)$/.test(info)),
        ).toEqual([]);
        expect(of('hr').concat(of('blockquote_open'), of('code_block'))).toEqual([]);
        const outside = source.replace(/^(`{3,})\w*\n[\s\S]*?\n\1$/gm, '');
        expect(outside.match(/^ *(\/|::)/gm)).toBeNull();
      }),
      { seed: SEED, numRuns: 250 },
    );
  });

  test('is only text in HTML', () => {
    fc.assert(
      fc.property(attacks, (attack) => {
        const source = formatHtml(reports(planned(attack), attack));
        const elements = elementsOf(parseHtml(source) as unknown as HtmlNode);
        const odd = elements.filter(({ nodeName }) => !HTML_ELEMENTS.has(nodeName));
        expect(odd.map(({ nodeName }) => nodeName)).toEqual([]);
        const attributes = elements.flatMap(({ attrs = [] }) => attrs.map(({ name }) => name));
        expect([...new Set(attributes)].filter((name) => !HTML_ATTRIBUTES.has(name))).toEqual([]);
        for (const [name, count] of [
          ['script', 1],
          ['style', 1],
          ['h1', 1],
          ['meta', 4],
        ] as const) {
          expect(elements.filter(({ nodeName }) => nodeName === name)).toHaveLength(count);
        }
        expect(source.match(/[^\P{C}\n]|[\u2028\u2029]/u)).toBeNull();
      }),
      { seed: SEED, numRuns: 200 },
    );
  });

  test('is only text in YAML that is to be copied, and in the script there', () => {
    const image = "app:1'\u202e: x";
    const mounted = (subPath: string): Manifest =>
      statefulSet(
        {},
        { containers: [container({ image, volumeMounts: [{ name: 'www', mountPath: '/data', subPath }] })] },
      );
    const snippets = HOSTILE.flatMap((each) => {
      const [before, after] = [[mounted(each)], [mounted(`x${each}/new`)]];
      const remedies = plan(before, after, { kubernetes: '1.33' }).changes.flatMap(({ findings }) =>
        findings.flatMap(({ remedy }) => remedy),
      );
      return remedies.flatMap((part) => ('lines' in part ? [part.lines.join('\n')] : []));
    });
    expect(snippets.length).toBeGreaterThan(20);
    for (const snippet of snippets) {
      const value = parse(snippet) as { initContainers: { command: string[]; image: string }[] };
      expect(Object.keys(value)).toEqual(['initContainers']);
      expect(value.initContainers[0]?.image).toBe(image);
      expect(snippet.match(/[^\P{C}\n]/u)).toBeNull();
      const volume = mkdtempSync(join(tmpdir(), 'volume-'));
      const script = (value.initContainers[0]?.command[2] ?? '').replaceAll('/volume', volume);
      spawnSync('/bin/sh', ['-c', script], { cwd: volume });
      expect(existsSync(join(volume, 'pwned'))).toBe(false);
      rmSync(volume, { recursive: true });
    }
  });
});

function isJson(word: string): boolean {
  try {
    JSON.parse(word);
    return true;
  } catch {
    return false;
  }
}

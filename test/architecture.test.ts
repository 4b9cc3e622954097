import * as fs from 'node:fs';
import * as path from 'node:path';
import * as ts from 'typescript';
import { circlesIn } from './support/architecture/circles';
import { globalsOfNode, importsOf } from './support/architecture/imports';
import { partOf, readLayers } from './support/architecture/layers';

const ROOT = path.join(__dirname, '..');
const FILES = fs
  .readdirSync(path.join(ROOT, 'lib'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => path.posix.join('lib', file.split(path.sep).join('/')))
  .sort();
const SOURCES = new Map(
  FILES.map((file) => [
    file,
    ts.createSourceFile(file, fs.readFileSync(path.join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest, true),
  ]),
);
const IMPORTS = new Map([...SOURCES].map(([file, source]) => [file, importsOf(source, FILES)]));
const LAYERS = readLayers(fs.readFileSync(path.join(ROOT, 'CONTRIBUTING.md'), 'utf8'));

/** Folders with circles that are still to be opened: none may be listed that has none. */
const KNOWN_CIRCLES: readonly string[] = [];

/** Files that still use Node where a browser must do. */
const KNOWN_NODE: readonly string[] = [];

test('every file belongs to a part of the table in CONTRIBUTING.md, and every part has files', () => {
  expect(FILES.filter((file) => partOf(file, LAYERS) === undefined)).toEqual([]);
  expect([...LAYERS.keys()].filter((part) => !FILES.some((file) => partOf(file, LAYERS) === part))).toEqual([]);
});

test('no file imports what the table does not give to its part, types included', () => {
  const breaches = FILES.flatMap((file) => {
    const part = partOf(file, LAYERS) ?? '';
    return (IMPORTS.get(file) ?? [])
      .filter((target) => {
        const words = target.split('/').slice(0, target.startsWith('@') ? 2 : 1);
        const other = partOf(target, LAYERS) ?? words.join('/');
        return other !== part && LAYERS.get(part)?.has(other) !== true;
      })
      .map((target) => `${file} imports ${target}`);
  });
  expect(breaches).toEqual([]);
});

test('the table leads in no circle', () => {
  expect(circlesIn(new Map([...LAYERS].map(([part, allowed]) => [part, [...allowed]])))).toEqual([]);
});

test('no files import one another in a circle, types included', () => {
  const circles = circlesIn(IMPORTS);
  const isKnown = (circle: readonly string[]): boolean =>
    KNOWN_CIRCLES.some((folder) => circle.every((file) => file.startsWith(folder)));
  expect(circles.filter((circle) => !isKnown(circle))).toEqual([]);
  expect(KNOWN_CIRCLES.filter((folder) => !circles.some(([file = '']) => file.startsWith(folder)))).toEqual([]);
});

test('what runs in a browser uses nothing of Node', () => {
  const users = FILES.filter((file) => LAYERS.get(partOf(file, LAYERS) ?? '')?.has('node') !== true).filter(
    (file) => globalsOfNode(SOURCES.get(file)).length > 0,
  );
  expect(users).toEqual(KNOWN_NODE);
});

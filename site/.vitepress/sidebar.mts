import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Item {
  readonly text: string;
  readonly link: string;
}
type Entry = Item | { readonly text: string; readonly items: readonly Item[] };

/** The index of a folder is its sidebar: a list of links, under lines in bold where it has groups. */
export function sidebarOf(docs: string, folder: string): readonly Entry[] {
  const lines = readFileSync(join(docs, folder, 'README.md'), 'utf8').split('\n');
  const title = lines.find((line) => line.startsWith('# '))?.slice(2) ?? folder;
  const entries: Entry[] = [{ text: title, link: `/${folder}/` }];
  let group: Item[] | undefined;
  for (const line of lines) {
    const heading = /^\*\*([^*[]+)\*\*$/.exec(line)?.[1];
    if (heading !== undefined) {
      group = [];
      entries.push({ text: heading, items: group });
    }
    if (!/^(- |\d+\. |## )/.test(line)) continue;
    for (const [, text = '', file = ''] of line.matchAll(/\[([^\]]+)\]\(([\w-]+)\.md\)/g)) {
      (group ?? entries).push({ text: text.replaceAll('`', ''), link: `/${folder}/${file}` });
    }
  }
  return entries;
}

import type { NewFile } from '../../../lib/synth/folder/files';
import type { Replacement, ReplaceOptions } from '../../../lib/synth/folder/replace-folder';

/** What was synthesised, by path. */
export const WRITTEN = new Map<string, string>();

/** In place of a folder: the page takes the files. */
export function replaceFolder(folder: string, files: Iterable<NewFile>, options: ReplaceOptions = {}): Replacement {
  const created: string[] = [];
  for (const { path, content } of files) {
    WRITTEN.set(`${folder}/${path}`, typeof content === 'string' ? content : new TextDecoder().decode(content));
    created.push(path);
  }
  const change = { created, changed: [], removed: [], unchanged: 0, kept: [] };
  options.beforeReplace?.(change, folder);
  return change;
}

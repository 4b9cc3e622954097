import { folderOf } from '../sources/source-names';
import type { Files } from './files';

/** The innermost chart in which a folder lies. */
export function chartAbove(folder: string, files: Files): string | undefined {
  for (let each = folder; ; each = folderOf(each)) {
    if (files.has(each === '' ? 'Chart.yaml' : `${each}/Chart.yaml`)) return each;
    if (each === '') return undefined;
  }
}

/** Whether a file is a template of a chart, and so no manifest before Helm has rendered it. */
export function isTemplate(path: string, files: Files): boolean {
  const chart = chartAbove(folderOf(path), files);
  return chart !== undefined && path.startsWith(chart === '' ? 'templates/' : `${chart}/templates/`);
}

import { jsonText, shellWord } from '../../pipelines/command';
import type { Snippet } from '../remedy';
import { yaml, yamlText } from './steps';

/** A folder of a volume under another path of it; the empty path is the volume's root. */
export interface FolderMove {
  readonly volume: string;
  readonly image: string;
  readonly from: string;
  readonly to: string;
}

/** What to do about an init container that is there already. */
export function readMover(name: string): string {
  return `Read what '${name}' does. It must move the data before the app starts, and do nothing when it is started again.`;
}

/** An init container that moves the files on the volume: once, and as often as it is started again. */
export function moveFiles({ volume, image, from, to }: FolderMove): Snippet {
  const script = scriptOf(from, to);
  return yaml(`
initContainers:
  - name: move-files
    image: ${yamlText(image)}
    command: [sh, -c, ${jsonText(script)}]
    volumeMounts:
      - name: ${yamlText(volume)}
        mountPath: /volume`);
}

function scriptOf(from: string, to: string): string {
  const [source, target] = [shellWord(from), shellWord(to)];
  const parents = to.includes('/') ? `mkdir -p ${shellWord(to.replace(/\/[^/]*$/, ''))} && ` : '';
  const move = (where: string, kept: string, into: string): string =>
    `find ${where} -mindepth 1 -maxdepth 1 ${kept}-exec mv {} ${into} \\;`;
  if (from === '') {
    return `cd /volume && if [ ! -e ${target} ]; then mkdir -p .moving && ${move('.', '! -name .moving ! -name lost+found ', '.moving/')} && ${parents}mv .moving ${target}; fi`;
  }
  if (to === '') return `cd /volume && if [ -d ${source} ]; then ${move(source, '', '.')} && rmdir ${source}; fi`;
  return `cd /volume && if [ -e ${source} ] && [ ! -e ${target} ]; then ${parents}mv ${source} ${target}; fi`;
}

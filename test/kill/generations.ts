import type { NewFile } from '../../lib/synth/folder/files';

export type Name = 'even' | 'odd';

/** Every file tells its generation; a tenth of them exist in one of the two only, some in folders. */
export function generation(name: Name, count: number): NewFile[] {
  return Array.from({ length: count }, (_, index) => ({
    path: `${index % 3 === 0 ? 'cluster/' : ''}${index % 10 === 0 ? `${name}-` : ''}${index}.k8s.yaml`,
    content: `generation: ${name}\nfile: ${index}\ntext: ${'x'.repeat(200)}\n`,
  }));
}

import { type ApiObject, type App, Chart, Names, YamlOutputType } from 'cdk8s';
import type { Manifest } from '../kubernetes/manifest';
import { UserError } from '../messages/user-error';
import { renderingOf, renderObject, type Rendering } from './render-object';
import type { SynthOrder } from './synth-order';
import { writeYaml } from './yaml-writer';
import { fileNameFault } from '../storage/file-name';
import { messageOf } from '../messages/message-of';

/** A file to be written, its path relative to the output folder, with `/`. */
export interface OutputFile {
  readonly path: string;
  readonly content: string;
}

/** A file, with what is in it for whoever looks at names that clash. */
interface OwnedFile extends OutputFile {
  readonly owner: string;
}

export interface OutputOptions {
  readonly portableYaml?: boolean;
  /** Gets every manifest that was rendered. Without it none is kept for longer than it takes to write it. */
  readonly onManifest?: (manifest: Manifest) => void;
}

type Objects = ReadonlyArray<Manifest | undefined>;

/**
 * The files that cdk8s writes for an app, in its order and with its bytes; each object is rendered once, when its file
 * is asked for. Objects that cannot be rendered are reported together, in one error.
 */
export function* outputFiles(app: App, order: SynthOrder, options: OutputOptions = {}): Generator<OutputFile> {
  const render = new Renderer(renderingOf(app), options);
  const owners = new Map<string, string>();
  for (const { path, content, owner } of render.files(app, order)) {
    const other = owners.get(path);
    if (other !== undefined) {
      throw new UserError(
        `${other} and ${owner} would both be written to ${path}, and one would be lost. Rename one, ` +
          'or choose YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE or FILE_PER_CHART.',
      );
    }
    owners.set(path, owner);
    const fault = path
      .split('/')
      .map(fileNameFault)
      .find((one) => one !== undefined);
    if (fault !== undefined) {
      throw new UserError(`${owner} would be written to ${path}, whose name ${fault}. Rename ${owner}.`);
    }
    if (render.failures.length === 0) {
      yield { path, content };
    }
  }
  if (render.failures.length > 0) {
    throw new UserError(render.failures.join('\n'));
  }
}

class Renderer {
  public readonly failures: string[] = [];

  public constructor(
    private readonly rendering: Rendering,
    private readonly options: OutputOptions,
  ) {}

  public *files(app: App, { charts, numbered }: SynthOrder): Generator<OwnedFile> {
    const extension = app.outputFileExtension;
    const chartName = (chart: Chart, index: number): string =>
      `${numbered ? `${index.toString().padStart(4, '0')}-` : ''}${Names.toDnsLabel(chart)}`;
    switch (app.yamlOutputType) {
      case YamlOutputType.FILE_PER_APP:
        if (charts.length > 0) {
          // Chart by chart: the text alone must fit in memory, not the manifests too.
          const texts = charts.map((entry) => this.write(this.manifestsOf(entry)));
          yield {
            path: `app${extension}`,
            content: texts.filter((text) => text !== '').join('---\n'),
            owner: 'the app',
          };
        }
        return;
      case YamlOutputType.FILE_PER_CHART:
        for (const [index, entry] of charts.entries()) {
          yield this.file(chartName(entry.chart, index) + extension, this.manifestsOf(entry));
        }
        return;
      case YamlOutputType.FILE_PER_RESOURCE:
        for (const entry of charts) {
          for (const manifest of this.manifestsOf(entry)) {
            if (manifest !== undefined) {
              yield this.file(resourceName(manifest.kind, manifest.metadata?.name) + extension, [manifest]);
            }
          }
        }
        return;
      case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
        for (const [index, { chart, objects }] of charts.entries()) {
          const folder = chartName(chart, index);
          for (const object of objects) {
            const name = resourceName(object.kind, object.metadata.name);
            yield this.file(`${folder}/${name}${extension}`, this.render([object]));
          }
        }
    }
  }

  private file(path: string, objects: Objects): OwnedFile {
    const owner = objects.flatMap((object) => (object === undefined ? [] : titleOf(object))).join(', ');
    return { path, content: this.write(objects), owner };
  }

  private write(objects: Objects): string {
    const { onManifest, portableYaml } = this.options;
    if (onManifest !== undefined) {
      for (const object of objects) {
        if (object !== undefined) onManifest(object);
      }
    }
    return writeYaml(objects, portableYaml);
  }

  private manifestsOf({ chart, objects }: SynthOrder['charts'][number]): Objects {
    // A chart may render itself, as it may under cdk8s.
    return chart.toJson === Chart.prototype.toJson ? this.render(objects) : Object.values(chart.toJson() as Manifest[]);
  }

  private render(objects: readonly ApiObject[]): Objects {
    return objects.flatMap((object) => {
      try {
        return [renderObject(object, this.rendering) as Manifest];
      } catch (error) {
        this.failures.push(messageOf(error));
        return [];
      }
    });
  }
}

function resourceName(kind: string, name: string | undefined): string {
  return `${kind}.${name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}

function titleOf(manifest: Manifest): string {
  const { namespace, name } = manifest.metadata ?? {};
  return `${manifest.kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

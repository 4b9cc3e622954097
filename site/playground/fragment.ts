import { KUBERNETES_VERSIONS } from '../../lib/kubernetes/versions';
import { PIPELINES, type Pipeline } from '../../lib/pipelines/tool';

/** What a link carries. Nothing of it leaves the browser: a server never sees what stands behind the #. */
export interface Shared {
  readonly before: string;
  readonly after: string;
  readonly pipeline: Pipeline;
  readonly kubernetes: string;
  readonly namespace: string;
}

/** A small fragment may unpack to very much. */
const MOST_CHARACTERS = 2_000_000;

export async function toFragment(shared: Shared): Promise<string> {
  const { before, after, pipeline, kubernetes, namespace } = shared;
  const text = JSON.stringify([before, after, pipeline, kubernetes, namespace]);
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Undefined where the fragment is none of ours, whatever it holds. */
export async function fromFragment(fragment: string): Promise<Shared | undefined> {
  try {
    const binary = atob(fragment.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
    const text = await limited(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')));
    const [before, after, pipeline, kubernetes, namespace] = JSON.parse(text) as unknown[];
    const isKnown =
      PIPELINES.includes(pipeline as Pipeline) && (KUBERNETES_VERSIONS as readonly unknown[]).includes(kubernetes);
    if (!isKnown || ![before, after, namespace].every((each) => typeof each === 'string')) return undefined;
    return { before, after, pipeline, kubernetes, namespace } as Shared;
  } catch {
    return undefined;
  }
}

async function limited(stream: ReadableStream<Uint8Array>): Promise<string> {
  const reader = stream.getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    text += decoder.decode(value, { stream: !done });
    if (text.length > MOST_CHARACTERS) throw new Error('too long');
    if (done) return text;
  }
}

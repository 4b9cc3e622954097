import * as http from 'node:http';
import * as https from 'node:https';
import { type Connection, readKubeconfig } from './kubeconfig';

/* eslint-disable @typescript-eslint/no-explicit-any -- what a server answers is looked into freely */

/** An object on its way to the API server, or back. */
export type KubeObject = any;

/** What the API server answered. */
export interface Answer {
  readonly status: number;
  readonly body: KubeObject;
  /** The texts of its `Warning` headers. */
  readonly warnings: readonly string[];
}

export type Query = Readonly<Record<string, string>>;

/** A refusal: its message is the server's. */
class ApiError extends Error {
  public constructor(
    public readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

interface Resource {
  readonly path: string;
  readonly namespaced: boolean;
}

/** A small client of the Kubernetes API: strict, and every answer in full. */
export class Client {
  public static of(kubeconfig: string): Client {
    return new Client(readKubeconfig(kubeconfig));
  }

  private readonly agent: http.Agent;
  private readonly resources = new Map<string, Promise<Map<string, Resource>>>();

  private constructor(private readonly connection: Connection) {
    const { ca, cert, key } = connection;
    this.agent = connection.server.startsWith('https:')
      ? new https.Agent({ ca, cert, key, keepAlive: true })
      : new http.Agent({ keepAlive: true });
  }

  /** Sends a request, whatever comes of it. Rejects only where there is no answer. */
  public request(method: string, path: string, query: Query = {}, body?: unknown, type?: string): Promise<Answer> {
    const url = new URL(path, this.connection.server);
    for (const [name, value] of Object.entries(query)) {
      url.searchParams.set(name, value);
    }
    const { token } = this.connection;
    const headers = {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': type ?? 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    };
    const { request } = url.protocol === 'https:' ? https : http;
    return new Promise((resolve, reject) => {
      const sent = request(url, { method, headers, agent: this.agent, timeout: 30_000 }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          resolve({ status: response.statusCode ?? 0, body: parse(text), warnings: warnings(response) });
        });
      });
      sent.on('timeout', () => sent.destroy(new Error(`${method} ${path}: no answer after 30 s`)));
      sent.on('error', reject);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  /** Creates an object with strict field validation. */
  public async create(object: KubeObject, query: Query = {}): Promise<Answer> {
    const path = await this.collection(object);
    return this.request('POST', path, { fieldValidation: 'Strict', fieldManager: 'create', ...query }, object);
  }

  /** Server-side apply, as Flux does it. */
  public async apply(object: KubeObject, query: Query = {}): Promise<Answer> {
    const path = await this.path(object);
    const options = { fieldValidation: 'Strict', fieldManager: 'apply', force: 'true', ...query };
    return this.request('PATCH', path, options, object, 'application/apply-patch+yaml');
  }

  /** A PUT. */
  public async replace(object: KubeObject, query: Query = {}): Promise<Answer> {
    return this.request('PUT', await this.path(object), query, object);
  }

  /** The live object; throws where there is none. */
  public async get(object: KubeObject): Promise<KubeObject> {
    return good(await this.request('GET', await this.path(object)));
  }

  /** The live objects of a kind in a namespace. */
  public async list(apiVersion: string, kind: string, namespace: string, query: Query = {}): Promise<KubeObject[]> {
    const path = await this.collection({ apiVersion, kind, metadata: { namespace } });
    return good(await this.request('GET', path, query)).items as KubeObject[];
  }

  public async delete(object: KubeObject): Promise<Answer> {
    return this.request('DELETE', await this.path(object), { propagationPolicy: 'Background' });
  }

  /** Whether the server knows a kind at all: what a CRD defines, it may not. */
  public async knows({ apiVersion, kind }: KubeObject): Promise<boolean> {
    return (await this.kinds(apiVersion as string)).has(kind as string);
  }

  private async path(object: KubeObject): Promise<string> {
    return `${await this.collection(object)}/${object.metadata.name as string}`;
  }

  private async collection(object: KubeObject): Promise<string> {
    const resource = (await this.kinds(object.apiVersion as string)).get(object.kind as string);
    if (resource === undefined) {
      throw new Error(`The API server does not know ${String(object.apiVersion)} ${String(object.kind)}`);
    }
    const namespace = (object.metadata.namespace ?? 'default') as string;
    const root = groupPath(object.apiVersion as string);
    return resource.namespaced ? `${root}/namespaces/${namespace}/${resource.path}` : `${root}/${resource.path}`;
  }

  private kinds(apiVersion: string): Promise<Map<string, Resource>> {
    let kinds = this.resources.get(apiVersion);
    if (kinds === undefined) {
      kinds = this.request('GET', groupPath(apiVersion)).then(({ body }) => {
        const found = ((body.resources ?? []) as KubeObject[]).filter(({ name }) => !name.includes('/'));
        return new Map(found.map(({ kind, name, namespaced }) => [kind, { path: name, namespaced }]));
      });
      this.resources.set(apiVersion, kinds);
    }
    return kinds;
  }
}

/** The body of a good answer; throws the server's message otherwise. */
export function good(answer: Answer): KubeObject {
  if (answer.status < 200 || answer.status > 299) {
    throw new ApiError(answer.status, String(answer.body?.message ?? JSON.stringify(answer.body)));
  }
  return answer.body;
}

function groupPath(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { message: text };
  }
}

function warnings(response: http.IncomingMessage): string[] {
  const header = response.headersDistinct.warning ?? [];
  return header.map((value) => value.replace(/^\d+ \S+ "(.*)"$/s, '$1'));
}

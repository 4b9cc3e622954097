import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers as the API of a host would, and writes down what it was asked. */
export class HostStub {
  /** What a GET is answered; what is not named gives an empty list. */
  public answers: Record<string, unknown> = {};
  /** The status of a request that is refused, by what it begins with: `POST /repos`. */
  public refused: Record<string, number> = {};
  public requests: string[] = [];
  public tokens = new Set<string>();
  private readonly server: Server = createServer((incoming, response) => {
    const parts: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => parts.push(chunk));
    incoming.on('end', () => {
      const { method = '', url = '', headers } = incoming;
      const asked = `${method} ${url} ${Buffer.concat(parts).toString()}`.trim();
      this.requests.push(asked);
      this.tokens.add(String(headers['private-token'] ?? headers.authorization));
      const refusal = Object.entries(this.refused).find(([start]) => asked.startsWith(start));
      response.statusCode = refusal?.[1] ?? 200;
      const answer =
        url === '/graphql'
          ? { data: { viewer: { login: 'github-actions[bot]' } } }
          : this.answers[decodeURIComponent(url)];
      response.end(JSON.stringify(refusal === undefined ? (method === 'GET' ? (answer ?? []) : (answer ?? {})) : 'no'));
    });
  });

  public listen(): Promise<void> {
    return new Promise((ready) => this.server.listen(0, '127.0.0.1', ready));
  }

  public close(): Promise<unknown> {
    return new Promise((closed) => this.server.close(closed));
  }

  public get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The bodies of what was sent to an address that begins so. */
  public sent(start: string): Record<string, string>[] {
    return this.requests
      .filter((each) => each.startsWith(start))
      .map((each) => JSON.parse(each.slice(each.indexOf('{'))) as Record<string, string>);
  }
}

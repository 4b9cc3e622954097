import { line } from '../../messages/line';
import { UserError } from '../../messages/user-error';

/** A host said no; `status` is that of HTTP. */
export class ApiError extends UserError {
  public constructor(
    message: string,
    public readonly status: number,
  ) {
    super(message);
  }
}

/** Asks the API of a host: what it answers, as JSON. */
export type Api = (method: string, path: string, body?: object) => Promise<unknown>;

/** The API below an address. Its answers are read, its errors name the request and never the token. */
export function apiAt(base: string, headers: Readonly<Record<string, string>>): Api {
  return async (method, path, body) => {
    const answer = await fetch(base + path, {
      method,
      headers: { ...headers, 'Content-Type': 'application/json', 'User-Agent': 'stateful-web-app' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((error: unknown) => {
      const { cause, message } = error as Error;
      throw new UserError(`${method} ${path}: ${cause instanceof Error ? cause.message : message}`);
    });
    const text = await answer.text();
    if (!answer.ok)
      throw new ApiError(line(`${method} ${path}: ${answer.status} ${text.slice(0, 300)}`), answer.status);
    return text === '' ? undefined : JSON.parse(text);
  };
}

/** The first of a list in pages of a hundred that is looked for. */
export async function findIn<T>(api: Api, path: string, isWanted: (item: T) => boolean): Promise<T | undefined> {
  for (let page = 1; ; page += 1) {
    const list = (await api('GET', `${path}?per_page=100&page=${page}`)) as readonly T[];
    const found = list.find(isWanted);
    if (found !== undefined || list.length < 100) return found;
  }
}

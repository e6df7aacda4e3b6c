/** Returns the address of another database of the same server. */
export const urlOfDatabase = (server: string, name: string): string =>
  Object.assign(new URL(server), { pathname: `/${name}` }).href;

/** Returns the address of the same database at another port, where no socket leads. */
export const urlAtPort = (url: string, port: number | string): string =>
  Object.assign(new URL(url), { port: String(port), search: '' }).href;

/** Where the hub is, and the token of who asks, read anew for each connection; null for the public. */
export interface HubAddress {
  /** The address of GraphQL, such as https://hub.example/graphql. */
  readonly url: string;
  readonly token?: () => string | null | Promise<string | null>;
}

/** Returns the headers that say who asks. */
export async function authorization({ token }: HubAddress): Promise<Record<string, string>> {
  const value = (await token?.()) ?? null;
  return value === null ? {} : { authorization: `Bearer ${value}` };
}

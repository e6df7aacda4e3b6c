import { type Client, createClient } from 'graphql-sse';
import { authorization, type HubAddress } from './hubAddress.js';

/** Returns a client of subscriptions over server-sent events, for networks that let no WebSocket through: a stream for each subscription. The address is that of GraphQL, or that of its streams (`/graphql/stream`). */
export const connectByStream = (address: HubAddress): Client<false> =>
  createClient({
    url: address.url.replace(/(?:\/stream)?\/?$/, '/stream'),
    headers: () => authorization(address),
    singleConnection: false,
  });

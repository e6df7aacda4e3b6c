import { type Client, createClient } from 'graphql-ws';
import { authorization, type HubAddress } from './hubAddress.js';

/** Returns a client of subscriptions over WebSocket (graphql-transport-ws), which connects when it is first used and again when it is cut off. */
export const connectBySocket = (address: HubAddress, webSocketImpl?: unknown): Client =>
  createClient({
    url: address.url.replace(/^http/, 'ws'),
    connectionParams: () => authorization(address),
    webSocketImpl,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
  });

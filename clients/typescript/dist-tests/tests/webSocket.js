import { WebSocket as Socket } from 'ws';
/** WebSocket, which Node has of its own only from 22 on. */
export const WebSocket = Socket;

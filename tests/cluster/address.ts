import { connect, createServer, type Socket } from 'node:net';

/** A fixed loopback address that passes connections on to a server that may change: what a virtual IP or HAProxy does. */
export interface Address {
  readonly port: number;
  /** Passes new connections on to another port, or to nobody; open ones are cut. */
  pointTo(port: number | null): void;
  close(): void;
}

export async function openAddress(): Promise<Address> {
  let target: number | null = null;
  const open = new Set<Socket>();
  const keep = (socket: Socket, other: Socket) => {
    open.add(socket);
    socket
      .on('error', () => {})
      .on('close', () => {
        open.delete(socket);
        other.destroy();
      });
  };
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  const server = createServer((from) => {
    if (target === null) return from.destroy();
    const to = connect({ host: '127.0.0.1', port: target });
    keep(from, to);
    keep(to, from);
    from.setNoDelay().pipe(to.setNoDelay()).pipe(from);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as { port: number }).port,
    pointTo(port) {
      target = port;
      cut();
    },
    close() {
      server.close();
      cut();
    },
  };
}

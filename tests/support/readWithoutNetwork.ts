import dgram from 'node:dgram';
import dns from 'node:dns';
import { readFileSync, writeSync } from 'node:fs';
import net from 'node:net';
import { isMainThread } from 'node:worker_threads';
import { readDocument } from '../../src/document/reader/readDocument';

/** Reads a document where nothing can be fetched. Preload this file (`node -r`) so that its threads are cut off too. */
const refuse = (what: string) => () => {
  writeSync(2, `tried to reach the network: ${what}\n`);
  throw new Error(`no network: ${what}`);
};
net.Socket.prototype.connect = refuse('a connection');
dgram.createSocket = refuse('a datagram');
dns.lookup = refuse('a name') as unknown as typeof dns.lookup;
globalThis.fetch = refuse('an address');

const path = process.argv.at(-1);
if (isMainThread && path)
  readDocument(readFileSync(path)).then(
    ({ cells }) => process.stdout.write(JSON.stringify(cells)),
    ({ code, messageEn }) => process.stdout.write(JSON.stringify({ code, messageEn })),
  );

import { createServer, type IncomingMessage, type Server } from 'node:http';
import { SMTPServer } from 'smtp-server';

const portOf = (server: Server | SMTPServer['server']) => (server.address() as { port: number }).port;

/** A mail server that collects the letters it gets, and refuses those to addresses with a code of SMTP. */
export async function openMailbox(refused: ReadonlyMap<string, number> = new Map()) {
  const letters: string[] = [];
  const mail = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo({ address }, _, done) {
      const responseCode = refused.get(address);
      done(responseCode ? Object.assign(new Error('no such mailbox'), { responseCode }) : null);
    },
    onData(stream, _, done) {
      let text = '';
      stream.on('data', (chunk) => {
        text += chunk;
      });
      stream.on('end', () => {
        letters.push(text);
        done();
      });
    },
  });
  await new Promise<void>((resolve) => mail.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${portOf(mail.server)}`,
    letters,
    close: () => new Promise((resolve) => mail.close(() => resolve(null))),
  };
}

/** A web server that collects what it is sent and answers with `status`. */
export async function openReceiver() {
  const received: { headers: IncomingMessage['headers']; body: string }[] = [];
  const receiver = {
    url: '',
    received,
    status: 200,
    headers: {} as Record<string, string>,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      response.writeHead(receiver.status, receiver.headers).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  receiver.url = `http://127.0.0.1:${portOf(server)}`;
  return receiver;
}

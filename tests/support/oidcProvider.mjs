// An OpenID Connect provider in a process of its own: the library is an ES module, which jest does not load.
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const [, , callback, clientId, clientSecret] = process.argv;
const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [callback] }],
    claims: { openid: ['sub'], profile: ['preferred_username'], email: ['email'] },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, preferred_username: id }) }),
    cookies: { keys: ['test'] },
  });
  server.on('request', provider.callback());
  process.stdout.write(`${issuer}\n`);
});

// Every request of a test has a connection of its own: on a busy machine a server may close an idle one just when it is used again.
const { fetch } = globalThis;
globalThis.fetch = (input, init = {}) => {
  const headers = new Headers(init.headers);
  headers.set('connection', 'close');
  return fetch(input, { ...init, headers });
};

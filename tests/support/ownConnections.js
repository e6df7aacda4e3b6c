// Every request of a test has a connection of its own: on a busy machine a server may close an idle one just when it is used again.
// What it answers is read to its end before the test goes on, because fetch of Node 24 fails at times when a connection closes under a
// body that nobody reads. A stream of events, and an answer that the test may abort, are left to the test.
const { fetch } = globalThis;
globalThis.fetch = async (input, init = {}) => {
  const headers = new Headers(init.headers);
  headers.set('connection', 'close');
  const response = await fetch(input, { ...init, headers });
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
  if (!init.signal && !isStream && response.body)
    await response
      .clone()
      .arrayBuffer()
      // Whoever reads the answer itself meets the same error.
      .catch(() => {});
  return response;
};

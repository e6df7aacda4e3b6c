import { createServer } from 'node:http';
import { readBody } from './setup.js';

/** The limit of HTTP: bytes put here once (PUT /R2-nation) are the answer to every POST. */
const answers = new Map();
createServer(async (request, response) => {
  const body = await readBody(request);
  if (request.method === 'PUT') {
    answers.set(request.url, body);
    return response.writeHead(204).end();
  }
  const answer = answers.get(request.url);
  if (!answer) return response.writeHead(404).end();
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': answer.length,
  });
  return response.end(answer);
}).listen(Number(process.env.PORT), process.env.HOST);

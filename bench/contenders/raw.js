import { createServer } from 'node:http';
import pg from 'pg';
import { readBody, readQuestions } from './setup.js';

/** The limit of a query: one prepared statement behind bare node http, its rows as JSON, nothing typed. */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const questions = readQuestions();

function send(response, status, body) {
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

createServer(async (request, response) => {
  const body = await readBody(request);
  const [, which, code] = request.url.split('/');
  const statement = questions[code]?.[which];
  if (!statement) return send(response, 404, '');
  try {
    const { rows } = await pool.query({
      name: `${which} ${code}`,
      text: statement.text,
      values: statement.values(JSON.parse(body).variables),
    });
    return send(response, 200, JSON.stringify(rows));
  } catch (error) {
    return send(response, 500, JSON.stringify({ errors: [String(error)] }));
  }
}).listen(Number(process.env.PORT), process.env.HOST);

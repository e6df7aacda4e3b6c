import { createServer } from 'node:http';
import pg from 'pg';
import { readBody, readQuestions } from './setup.js';

/** The limit of a query: one prepared statement behind bare node http, its rows as JSON, nothing typed. */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const questions = readQuestions();

createServer(async (request, response) => {
  await readBody(request);
  const [, which, code] = request.url.split('/');
  const statement = questions[code]?.[which];
  if (!statement) return response.writeHead(404).end();
  const { rows } = await pool.query({
    name: `${which} ${code}`,
    text: statement.text,
    values: statement.values,
  });
  const body = JSON.stringify(rows);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  return response.end(body);
}).listen(Number(process.env.PORT), process.env.HOST);

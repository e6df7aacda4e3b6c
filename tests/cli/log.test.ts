import { Writable } from 'node:stream';
import { openLog } from '../../src/cli/log';
import { BadSettings, parseSettings } from '../../src/settings';

const EVENT = {
  requestId: 'r1',
  method: 'POST',
  route: '/graphql',
  status: 200,
  milliseconds: 1.2345,
  bytes: 10,
  address: '127.0.0.1',
  operations: [{ name: 'topTen', type: 'query', isCached: true, hasErrors: false, errorIds: [] }],
};

/** Returns a log and the lines it has written. */
function logOf(level: string, format = 'json') {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk));
      done();
    },
  });
  return { log: openLog({ level, format }, stream), lines };
}

test('a line is one JSON object with level, time and what was observed', () => {
  const { log, lines } = logOf('info');
  log.noteRequest(EVENT);
  expect(JSON.parse(lines[0])).toMatchObject({
    level: 'info',
    requestId: 'r1',
    route: '/graphql',
    ms: 1.23,
    operations: [{ name: 'topTen' }],
    msg: 'request',
  });
  expect(lines[0]).toMatch(/"time":"20\d\d-[\d-]+T[\d:.]+Z"/);
});

test('from the level warn on requests are not logged, errors are', () => {
  const { log, lines } = logOf('warn');
  log.noteRequest(EVENT);
  log.note('something');
  log.noteError('e1', new Error('out of order'));
  expect(lines.map((line) => JSON.parse(line).errorId)).toEqual(['e1']);
});

test('an error comes with its stack and code, and without the values of its statement', () => {
  const { log, lines } = logOf('info');
  const error = Object.assign(new Error('duplicate key'), {
    code: '23505',
    parameters: ['a password'],
    detail: 'Key (name)=(a password) already exists',
    password: 'a password',
  });
  log.noteError('e1', error);
  expect(JSON.parse(lines[0]).error).toMatchObject({ type: 'Error', code: '23505' });
  expect(lines[0]).toContain('duplicate key');
  expect(lines[0]).not.toContain('a password');
});

test('for people, a line is no JSON', () => {
  const { log, lines } = logOf('info', 'pretty');
  log.note('the primary is gone');
  expect(lines.join('')).toMatch(/INFO[\s\S]*the primary is gone/);
});

test('wrong settings of logs and metrics are refused together', () => {
  const wrong = { LOG_LEVEL: 'loud', LOG_FORMAT: 'xml', METRICS_PORT: 'x' };
  expect(() => parseSettings(wrong)).toThrow(BadSettings);
  expect(() => parseSettings(wrong)).toThrow(/METRICS_PORT[\s\S]*|LOG_LEVEL=loud[\s\S]*LOG_FORMAT=xml/);
  expect(parseSettings({}).metrics).toBeNull();
  expect(parseSettings({ METRICS_PORT: '9464' }).metrics).toEqual({ port: 9464, host: '127.0.0.1' });
});

import { type DestinationStream, destination, type Logger, pino } from 'pino';
import pretty from 'pino-pretty';
import type { RequestEvent } from '../server/http/observation';
import type { Settings } from '../settings';

/** Values that must not reach a log, wherever an object has them. */
const SECRETS = ['password', 'token', 'secret', 'authorization', 'cookie', 'apiKey'].flatMap((name) => [
  name,
  `*.${name}`,
  `*.*.${name}`,
]);
/** How many bytes of lines wait before they are written, at most for a second. */
const BUFFER_BYTES = 4096;

/** The log of a running hub. */
export interface Log {
  /** Notes something that happened to the hub itself. */
  note(line: string): void;
  /** Notes something that failed and is tried again. */
  noteWarning(line: string): void;
  /** Notes an unexpected error under its number. */
  noteError(errorId: string, error: unknown): void;
  /** Notes a request that was answered. */
  noteRequest(event: RequestEvent): void;
  /** Writes what waits. */
  flush(): void;
}

/** Returns an error as it is logged. Its other properties may hold the values of a statement. */
const describeError = (error: unknown) =>
  error instanceof Error
    ? { type: error.name, code: (error as { code?: unknown }).code, stack: error.stack }
    : { stack: String(error) };

function createLogger(level: string, isPretty: boolean, stream: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { error: describeError },
  };
  return pino(options, isPretty ? pretty({ destination: stream, colorize: true, sync: true }) : stream);
}

/** Opens the log of a running hub on the standard output: a JSON object a line, or lines for people. */
export function openLog({ level, format }: Settings['log'], stream?: DestinationStream): Log {
  const isPretty = format === 'pretty' || (format === 'auto' && process.stdout.isTTY === true);
  const file = destination({ dest: 1, sync: isPretty, minLength: isPretty ? 0 : BUFFER_BYTES });
  const logger = createLogger(level, isPretty, stream ?? file);
  // Looking for secrets takes longer than writing a line. Requests are logged by a list of properties that hold none.
  const careful = logger.child({}, { redact: { paths: SECRETS, censor: '[redacted]' } });
  const timer = setInterval(() => file.flush(), 1000);
  timer.unref();
  return {
    note: (line) => careful.info(line),
    noteWarning: (line) => careful.warn(line),
    noteError: (errorId, error) => careful.error({ errorId, error }, 'error'),
    noteRequest({ operations, milliseconds, ...event }) {
      if (!logger.isLevelEnabled('info')) return;
      const ms = Math.round(milliseconds * 100) / 100;
      logger.info(operations.length > 0 ? { ...event, ms, operations } : { ...event, ms }, 'request');
    },
    flush: () => file.flushSync(),
  };
}

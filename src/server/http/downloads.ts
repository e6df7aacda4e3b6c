import fastifyAccepts from '@fastify/accepts';
import { create as contentDisposition } from 'content-disposition';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fresh from 'fresh';
import { findJurisdiction } from '../../agency/agencyQueries';
import { AgencyKind } from '../../agency/agencyTypes';
import { type ExportFormat, exportReports } from '../../document/print/exportReports';
import { fingerprintOf } from '../../document/print/fingerprint';
import { EXPORT_TYPES, type Format, REPORT_FORMATS, ROLL_UP_FORMATS } from '../../document/print/formats';
import { loadDocument } from '../../document/print/loadDocument';
import type { ReportDocument } from '../../document/print/reportDocument';
import { documentOfRollUp, type RollUpDocument } from '../../document/print/rollUpDocument';
import { FIRST_YEAR } from '../../form/cells';
import { findReport } from '../../report/model/findReport';
import { ReportScope } from '../../report/model/reportEnums';
import { totalOf } from '../../rollup/groups';
import { checkYears, readSelection } from '../../rollup/readSelection';
import { EVERYTHING } from '../../rollup/request/projection';
import { Basis, hiddenCells } from '../../rollup/request/selection';
import { lastPublication } from '../../rollup/scanned/expectedReports';
import { badInput } from '../../shared/graphql/paging';
import { type Context, digest } from '../../shared/request/context';
import type { Admission } from '../admission/admission';
import { clientOf } from '../admission/clients';
import { createExportLine } from '../admission/exportLine';
import { Refused } from '../errors/refusals';

type Query = Readonly<Record<string, string | string[] | undefined>>;

/** Part of every entity tag: raise it when a printer prints the same report otherwise. */
const PRINTING = 2;
/** What a download costs before it begins to come, as operations do. */
const COSTS = { reports: 100, rollups: 500, exports: 1000 };

/** The style of a printed page stands in it. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const notFound = () =>
  new Refused(404, {
    code: 'NOT_FOUND',
    messageZh: '没有这份已公布的报告或数据。',
    messageEn: 'There is no such published report or data.',
  });

function readInstant(query: Query, name: string): Date | null {
  const given = query[name];
  if (given === undefined || given === '') return null;
  const isInstant = typeof given === 'string' && /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(given);
  const at = new Date(isInstant ? given : Number.NaN);
  if (Number.isNaN(at.getTime()))
    throw badInput(
      name,
      `${name} 应为 ISO 8601 时刻，如 2026-03-01T00:00:00Z。`,
      `${name} is an ISO 8601 instant such as 2026-03-01T00:00:00Z.`,
    );
  return at;
}

/** One of the values of an enumeration, or the default when nothing is given. */
function readChoice<T extends string>(
  query: Query,
  name: string,
  choices: readonly T[],
  otherwise: T | null,
): T | null {
  const given = query[name];
  if (given === undefined || given === '') return otherwise;
  const choice = choices.find((candidate) => candidate === given);
  if (!choice)
    throw badInput(
      name,
      `${name} 应为 ${choices.join('、')} 之一。`,
      `${name} is one of ${choices.join(', ')}.`,
    );
  return choice;
}

/** Some values of an enumeration, each given once or more; null when none is. */
function readChoices<T extends string>(query: Query, name: string, choices: readonly T[]): T[] | null {
  const values = [query[name] ?? []].flat();
  const chosen = values.flatMap((value) => readChoice({ [name]: value }, name, choices, null) ?? []);
  return chosen.length > 0 ? chosen : null;
}

/** "2025.html" is a year and a format; "2025" leaves the format to the Accept header; others are nothing here. */
function readFile(file: string): { years: number[]; extension: string | null } | null {
  const match = /^(\d{4})(?:-(\d{4}))?(?:\.([a-z]+))?$/.exec(file);
  if (!match) return null;
  const [first, last] = [Number(match[1]), Number(match[2] ?? match[1])];
  if (first < FIRST_YEAR || last < first) return null;
  return {
    years: Array.from({ length: last - first + 1 }, (_, at) => first + at),
    extension: match[3] ?? null,
  };
}

/** Headers of what depends on who asks: shared caches keep only what anyone may read. */
function setCaching(reply: FastifyReply, context: Context, isPublished: boolean): void {
  reply.header('vary', 'Accept, Authorization');
  if (!isPublished) reply.header('cache-control', 'private, no-store');
  else
    reply.header(
      'cache-control',
      `${context.actor.kind === 'ANONYMOUS' ? 'public' : 'private'}, max-age=0, must-revalidate`,
    );
}

const nameFile = (reply: FastifyReply, name: string, fallback: string, type: 'inline' | 'attachment') =>
  reply.header('content-disposition', contentDisposition(name, { type, fallback }));

interface Answer<T> {
  readonly document: T;
  readonly format: Format<T>;
  /** Name of the file in ASCII, without its ending. */
  readonly plainName: string;
  readonly lastModified: Date | null;
  readonly isPublished: boolean;
}

/** Sends a document, or 304 when the caller has it. */
async function sendDocument<T extends ReportDocument | RollUpDocument>(
  request: FastifyRequest,
  reply: FastifyReply,
  context: Context,
  answer: Answer<T>,
) {
  const { document, format, plainName, lastModified, isPublished } = answer;
  setCaching(reply, context, isPublished);
  if (isPublished) {
    const etag = `"${digest([PRINTING, format.extension, fingerprintOf(document)]).slice(0, 32)}"`;
    reply.header('etag', etag);
    if (lastModified) reply.header('last-modified', lastModified.toUTCString());
    const { 'if-none-match': tags, 'if-modified-since': since } = request.headers;
    // Only these two: fetch adds "cache-control: no-cache" to them, which would forbid every 304.
    const asked = { 'if-none-match': tags, 'if-modified-since': since };
    if (fresh(asked, { etag, 'last-modified': lastModified?.toUTCString() })) return reply.code(304).send();
  }
  const isPage = format.extension === 'html';
  if (isPage) reply.header('content-security-policy', PAGE_POLICY);
  nameFile(
    reply,
    `${document.title}.${format.extension}`,
    `${plainName}.${format.extension}`,
    isPage ? 'inline' : 'attachment',
  );
  const isText = !['docx', 'xlsx'].includes(format.extension);
  return reply
    .type(isText ? `${format.mediaType}; charset=utf-8` : format.mediaType)
    .send(await format.print(document));
}

/** The format of the address, or the one the caller likes best; refused with what there is. */
function chooseFormat<T>(
  request: FastifyRequest,
  reply: FastifyReply,
  formats: readonly Format<T>[],
  extension: string | null,
): Format<T> | null {
  if (extension) {
    const named = formats.find((format) => format.extension === extension) ?? null;
    if (!named) throw notFound();
    return named;
  }
  const liked = request.accepts().type(formats.map((format) => format.mediaType));
  const chosen = formats.find((format) => format.mediaType === liked) ?? null;
  const [path, query] = request.url.split('?');
  const pathOf = (format: Format<T>) => `${path}.${format.extension}${query ? `?${query}` : ''}`;
  if (chosen) reply.header('content-location', pathOf(chosen));
  else
    reply
      .code(406)
      .header('vary', 'Accept, Authorization')
      .send({
        code: 'NOT_ACCEPTABLE',
        messageZh: '没有所请求的格式，可用格式见 available。',
        messageEn: 'Not available in that format; see `available`.',
        available: formats.map((format) => ({ mediaType: format.mediaType, path: pathOf(format) })),
      });
  return chosen;
}

type DownloadRequest = FastifyRequest<{
  Params: { code: string; file: string };
  Querystring: Query;
}>;

async function sendReport(context: Context, request: DownloadRequest, reply: FastifyReply) {
  const { code, file } = request.params;
  const scope = readChoice(
    request.query,
    'scope',
    Object.values(ReportScope),
    ReportScope.OWN,
  ) as ReportScope;
  const asOf = readInstant(request.query, 'asOf');
  const asked = readFile(file);
  const report =
    asked?.years.length === 1
      ? await findReport(context.database, code, asked.years[0], scope, context.actor, asOf)
      : null;
  if (!asked || !report) throw notFound();
  const format = chooseFormat(request, reply, REPORT_FORMATS, asked.extension);
  if (!format) return reply;
  const document = await loadDocument(context, report);
  return sendDocument(request, reply, context, {
    document,
    format,
    plainName: `${report.agencyCode}-${report.year}${scope === ReportScope.OWN ? '' : '-consolidated'}`,
    lastModified: report.publishedAt,
    isPublished: report.publishedAt !== null,
  });
}

async function sendRollUp(context: Context, request: DownloadRequest, reply: FastifyReply) {
  const { code, file } = request.params;
  const kinds = readChoices(request.query, 'kind', Object.values(AgencyKind));
  const asOf = readInstant(request.query, 'asOf');
  const asked = readFile(file);
  const place = asked && (await findJurisdiction(context.database, code));
  if (!asked || !place) throw notFound();
  const format = chooseFormat(request, reply, ROLL_UP_FORMATS, asked.extension);
  if (!format) return reply;
  const years = checkYears(asked.years);
  const selection = await readSelection(context, { jurisdiction: code, kinds }, years, asOf, Basis.PUBLISHED);
  const [sum, lastPublishedAt] = await Promise.all([
    totalOf(context, selection, EVERYTHING),
    lastPublication(context, selection),
  ]);
  const document = documentOfRollUp({
    place,
    years,
    kinds: selection.kinds,
    asOf,
    figures: sum.figures,
    hidden: hiddenCells(years),
    coverage: sum,
    lastPublishedAt,
  });
  return sendDocument(request, reply, context, {
    document,
    format,
    plainName: `rollup-${code}-${file.split('.')[0]}`,
    // A report withdrawn makes a sum newer than its newest report: only the tag tells.
    lastModified: null,
    isPublished: true,
  });
}

async function sendExport(
  context: Context,
  request: DownloadRequest,
  reply: FastifyReply,
  enterLine: ReturnType<typeof createExportLine>,
) {
  const { code, file } = request.params;
  const asOf = readInstant(request.query, 'asOf');
  // A consolidated report holds the figures of others again: only when it is wanted.
  const scopes = readChoices(request.query, 'scope', Object.values(ReportScope)) ?? [ReportScope.OWN];
  const asked = readFile(file);
  const mediaType = EXPORT_TYPES[asked?.extension ?? ''];
  const place = mediaType && (await findJurisdiction(context.database, code));
  if (asked?.years.length !== 1 || !place) throw notFound();
  const leaveLine = enterLine(clientOf(context));
  try {
    // All batches read the same instant, so a publication meanwhile changes nothing.
    const [{ now }] = await context.database.query('select clock_timestamp() as now');
    const [year] = asked.years;
    const range = { path: place.path, year, scopes, at: asOf ?? now };
    const stream = exportReports(context.database, range, asked.extension as ExportFormat);
    stream.once('close', leaveLine);
    setCaching(reply, context, true);
    const name = `${place.name}${year}年政府信息公开工作年度报告.${asked.extension}`;
    nameFile(reply, name, `reports-${code}-${file}`, 'attachment');
    return reply.type(mediaType).send(stream);
  } catch (error) {
    leaveLine();
    throw error;
  }
}

/** Serves documents: /reports, /rollups and /exports. Who asks sees what GraphQL would show them. */
export async function serveDownloads(
  fastify: FastifyInstance,
  contextOf: (request: FastifyRequest) => Promise<Context>,
  admission: Admission,
): Promise<void> {
  const enterLine = createExportLine();
  await fastify.register(async (scope) => {
    await scope.register(fastifyAccepts);
    const routes = { reports: sendReport, rollups: sendRollUp, exports: sendExport };
    for (const name of ['reports', 'rollups', 'exports'] as const)
      scope.get(
        `/${name}/:code/:file`,
        // An answer to HEAD would run the whole export.
        { exposeHeadRoute: name !== 'exports' },
        async (request, reply) => {
          const context = await contextOf(request);
          const release = await admission.admitRead(clientOf(context), COSTS[name]);
          try {
            return await routes[name](context, request as DownloadRequest, reply, enterLine);
          } finally {
            release();
          }
        },
      );
  });
}

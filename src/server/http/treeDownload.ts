import type { FastifyInstance, FastifyRequest } from 'fastify';
import { findJurisdiction } from '../../agency/jurisdictions';
import { loadTree, writeTreeCsv, writeTreeWorkbook } from '../../document/tree/writeTreeFile';
import type { Context } from '../../shared/request/context';
import type { Admission } from '../admission/admission';
import { clientOf } from '../admission/clients';
import { setCaching } from './caching';
import { noSuchFile } from './downloadQuery';
import { nameFile, notFound } from './downloadReply';

/** What a tree costs before it begins to come, as operations do. */
const COST = 500;
const TYPES: Readonly<Record<string, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

/** Serves GET /tree/CODE.xlsx and .csv: the places and agencies of a subtree, all of which are public, as importTree reads them. */
export function serveTree(
  fastify: FastifyInstance,
  contextOf: (request: FastifyRequest) => Promise<Context>,
  admission: Admission,
): void {
  fastify.get('/tree/:file', { exposeHeadRoute: false }, async (request, reply) => {
    const context = await contextOf(request);
    const { file } = request.params as { file: string };
    const [, code = file, extension = ''] = /^(.*)\.([^.]*)$/.exec(file) ?? [];
    if (!Object.hasOwn(TYPES, extension)) throw noSuchFile('410300.xlsx', Object.keys(TYPES));
    const release = await admission.admitRead(clientOf(context), COST);
    try {
      const place = await findJurisdiction(context.database, code);
      if (!place) throw notFound();
      const tree = await loadTree(context.database, place.path);
      setCaching(reply, { publishedFor: context.actor });
      nameFile(reply, `${place.name}区划与机关.${extension}`, `tree-${file}`, 'attachment');
      return reply
        .type(TYPES[extension])
        .send(extension === 'csv' ? writeTreeCsv(tree) : await writeTreeWorkbook(tree));
    } finally {
      release();
    }
  });
}

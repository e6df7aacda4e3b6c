import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { setCaching } from '../caching';

/** A file for browsers that never changes: its address has the hash of its content. */
export interface Asset {
  readonly path: string;
  readonly type: string;
  readonly bytes: Buffer;
}

const TYPES = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  graphql: 'text/plain; charset=utf-8',
  // Character maps and fonts by which pages draw a PDF.
  bcmap: 'application/octet-stream',
  pfb: 'application/octet-stream',
  ttf: 'font/ttf',
};

/** Returns an asset with an address below /explorer. */
export function createAsset(name: string, extension: keyof typeof TYPES, content: string | Buffer): Asset {
  const bytes = Buffer.from(content);
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 16);
  return { path: `/explorer/${name}-${hash}.${extension}`, type: TYPES[extension], bytes };
}

/** Serves assets, which browsers may store for ever. */
export function serveAssets(fastify: FastifyInstance, assets: readonly Asset[]): void {
  for (const { path, type, bytes } of assets)
    fastify.get(path, async (_, reply) => {
      setCaching(reply, 'FOR_EVER');
      return reply.type(type).send(bytes);
    });
}

/** A file that the build has made, in its manifest. */
interface BuiltFile {
  readonly file: string;
  readonly css?: readonly string[];
  /** What of the manifest it imports at once. */
  readonly imports?: readonly string[];
}

const readManifest = (folder: string): Readonly<Record<string, BuiltFile>> =>
  JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));

/** Returns the files of the program with a source, and of all that it imports at once. */
export function programsOf(folder: string, source: string): string[] {
  const manifest = readManifest(folder);
  const files = new Set<string>();
  const add = (name: string) => {
    const { file, imports = [] } = manifest[name];
    if (files.has(file)) return;
    files.add(file);
    for (const one of imports) add(one);
  };
  add(source);
  return [...files];
}

/** Returns the files that a build has written to a folder as assets, by its manifest. Their names have hashes already. */
export function readBuiltAssets(folder: string): Asset[] {
  const manifest = readManifest(folder);
  const names = new Set(Object.values(manifest).flatMap(({ file, css = [] }) => [file, ...css]));
  return [...names].map((name) => ({
    path: `/${name}`,
    type: TYPES[extname(name).slice(1) as keyof typeof TYPES],
    bytes: readFileSync(join(folder, name)),
  }));
}

import type { Context } from '../shared/context';
import type { ReaderPool } from './readerPool';

/** Where documents are kept and what reads them. */
export interface Documents {
  /** The folder of the originals; null keeps them in the database. */
  readonly directory: string | null;
  readonly reader: ReaderPool;
}

declare module '../shared/context' {
  interface Context {
    readonly documents: Documents;
  }
}

/** Who asks for work on documents: a request, or a command. */
export type Asker = Pick<Context, 'database' | 'actor' | 'address' | 'requestId' | 'documents'>;

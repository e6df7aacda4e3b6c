import type { Context } from '../../shared/request/context';
import type { ReaderPool } from '../reader/readerPool';

/** Where documents are kept and what reads them. */
export interface Documents {
  /** The folder of the originals; null keeps them in the database. */
  readonly directory: string | null;
  readonly reader: ReaderPool;
}

declare module '../../shared/request/context' {
  interface Context {
    readonly documents: Documents;
  }
}

/** Who asks for work on documents: a request, or a command. */
export type Asker = Pick<Context, 'database' | 'actor' | 'address' | 'requestId' | 'documents'>;

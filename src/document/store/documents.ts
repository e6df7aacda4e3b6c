import type { Context } from '../../shared/request/context';
import type { ReaderPool } from '../reader/readerPool';

/** Where documents are stored and what reads them. */
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

/** The context of work on documents: of a request, or of a command. */
export type DocumentContext = Pick<Context, 'database' | 'actor' | 'address' | 'requestId' | 'documents'>;

import { digest } from '../../shared/request/context';
import type { AnswerDocument } from './printAnswer';
import type { ReportDocument } from './reportDocument';
import type { RollUpDocument } from './rollUpDocument';

/** Returns a digest that changes when anything printed does, and does not depend on the reader or on later revisions. */
export function fingerprintOf(document: ReportDocument | RollUpDocument | AnswerDocument): string {
  const { report, figures, ...rest } = document as ReportDocument;
  return digest([report?.savedSections, figures && [...figures], rest]);
}

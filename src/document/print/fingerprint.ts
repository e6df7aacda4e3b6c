import { digest } from '../../shared/request/context';
import type { ReportDocument } from './reportDocument';
import type { RollUpDocument } from './rollUpDocument';

/** A digest that changes when anything printed does, and not with who asks or with what came later. */
export function fingerprintOf(document: ReportDocument | RollUpDocument): string {
  const { report, figures, ...rest } = document as ReportDocument;
  return digest([report?.savedSections, [...figures], rest]);
}

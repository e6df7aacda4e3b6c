import { OrderDirection } from '../../shared/graphql/ordering';
import { seekOf } from '../../shared/graphql/pageArguments';
import { GroupDimension } from '../request/dimensions';
import { type AgencyPage, nextParameter, PARAMETERS, rankedSql, rowsOfPageSql } from './agencySql';

const seekOfKeys = ({ isBackward }: AgencyPage) => seekOf({ isBackward });
/** How groups are read by their value, or by their keys where they are sorted by no value. */
const seekOfOrder = ({ question, isBackward }: AgencyPage) =>
  seekOf({ isBackward }, question.order.isDescending ? OrderDirection.DESC : OrderDirection.ASC);

/** The SQL of the groups beyond the one that the page begins at. Those without a value are last in the order. */
function beyondSql(page: AgencyPage, next: number): string {
  const { by, order } = page.question;
  const [byKeys, byOrder] = [seekOfKeys(page).beyond, seekOfOrder(page).beyond];
  const firstKey = order.by ? next + 1 : next;
  const keys = by.map((_, at) => `k${at}`).join(', ');
  const last = by
    .map(
      (dimension, at) =>
        `$${firstKey + at}::${dimension === GroupDimension.AGENCY || dimension === GroupDimension.CHILD ? 'text' : 'int'}`,
    )
    .join(', ');
  if (!page.isContinued) return '';
  if (!order.by) return `where (${keys}) ${byOrder} (${last})`;
  const value = `$${firstKey - 1}::float8`;
  const isBeyondKeys = `(${keys}) ${byKeys} (${last})`;
  const [withoutValue, others] = page.isBackward
    ? [`f0 is not null or ${isBeyondKeys}`, '']
    : [`f0 is null and ${isBeyondKeys}`, ' or f0 is null'];
  return `where case when ${value} is null then ${withoutValue}
     else f0 ${byOrder} ${value} or (f0 = ${value} and ${isBeyondKeys})${others} end`;
}

/** The SQL of the order in which groups are read. */
function sortedSql(page: AgencyPage): string {
  const { by, order } = page.question;
  const own = seekOfOrder(page).order;
  if (!order.by) return by.map((_, at) => `k${at} ${own}`).join(', ');
  const keys = by.map((_, at) => `k${at} ${seekOfKeys(page).order}`);
  return [`f0 ${own} nulls ${page.isBackward ? 'first' : 'last'}`, ...keys].join(', ');
}

/** Returns the SQL of a page of groups of agencies in order, a row for each of their members. */
export function agencyPageSql(page: AgencyPage): string {
  const sorted = sortedSql(page);
  return `with ${rankedSql(page)},
  page as (select * from ranked ${beyondSql(page, nextParameter(page))} order by ${sorted} limit $${PARAMETERS.limit})
  ${rowsOfPageSql(page, sorted)}`;
}

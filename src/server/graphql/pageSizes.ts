import { BOARD_PAGE_SIZES } from '../../review/boardTypes';
import { ROW_PAGE_SIZES } from '../../rollup/model/groupTypes';
import { PAGE_SIZES, type PageSizes } from '../../shared/graphql/pageArguments';

/** The sizes of pages of the lists that have their own, by the name of their field. */
const OWN_PAGE_SIZES: Readonly<Record<string, PageSizes>> = { rows: ROW_PAGE_SIZES, board: BOARD_PAGE_SIZES };

/** Returns how many items a page of a list has where no size is said. */
export const usualPageSize = (field: string): number => (OWN_PAGE_SIZES[field] ?? PAGE_SIZES).usual;

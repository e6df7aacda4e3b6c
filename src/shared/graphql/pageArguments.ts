import { ArgsType, type ClassType, Field, Int } from 'type-graphql';
import { ListQuestion } from './listQuestion';
import { OrderDirection } from './ordering';
import { badInput, LARGEST_PAGE, type Page } from './paging';

/** How many items the pages of a list have: without a size said, and at most. */
export interface PageSizes {
  readonly usual: number;
  readonly largest: number;
}

/** The sizes of pages of lists that have none of their own. */
export const PAGE_SIZES: PageSizes = { usual: 20, largest: LARGEST_PAGE };

/** Returns the first page of a list that no client names a page of. Where clients may page on, it says which list it is, as `readPage` does. */
export const firstPage = (size: number, list: readonly unknown[] = []): Page => ({
  size,
  isBackward: false,
  cursor: null,
  list: new ListQuestion(list),
});

/** The arguments of a connection, as Relay names them. */
export interface PageArguments {
  first: number | null;
  after: string | null;
  last: number | null;
  before: string | null;
}

/** Returns the arguments of a connection whose pages have these sizes. */
export function pageArguments({ usual, largest }: PageSizes): ClassType<PageArguments> {
  @ArgsType()
  class Arguments implements PageArguments {
    @Field(() => Int, {
      nullable: true,
      description: `向后翻页，每页条数，1 至 ${largest}，默认 ${usual}。Pages forwards: page size, 1 to ${largest}, by default ${usual}. Not together with \`last\`.`,
    })
    first: number | null;
    @Field(() => String, {
      nullable: true,
      description:
        '上一页的 endCursor，与 first 一起用。The endCursor of the page before; goes with `first`, not with `last`.',
    })
    after: string | null;
    @Field(() => Int, {
      nullable: true,
      description: `向前翻页，每页条数，1 至 ${largest}；无 before 时为列表最后几条。Pages backwards: page size, 1 to ${largest}; without \`before\` the last items of the list. They come in the order of the list.`,
    })
    last: number | null;
    @Field(() => String, {
      nullable: true,
      description:
        '下一页的 startCursor，与 last 一起用。The startCursor of the page that follows; goes with `last`, not with `first`.',
    })
    before: string | null;
  }
  return Arguments;
}

/** The arguments of a connection with pages of the usual sizes. */
export const UsualPage = pageArguments(PAGE_SIZES);

/** Returns the page that arguments ask for of a list, which its name and all that decides on its items and their order say. Throws BAD_USER_INPUT for a size out of bounds and for two directions at once. */
export function readPage(
  { first, after, last, before }: PageArguments,
  list: readonly unknown[],
  { usual, largest }: PageSizes = PAGE_SIZES,
): Page {
  const isBackward = isSaid(last);
  if (isBackward && isSaid(first))
    throw badInput(
      'last',
      'first 与 last 只能给一个：first 向后翻页，last 向前翻页。',
      'Give `first` to page forwards or `last` to page backwards, not both.',
    );
  const [strayName, stray] = isBackward ? (['after', after] as const) : (['before', before] as const);
  if (isSaid(stray))
    throw badInput(
      strayName,
      'after 与 first 一起用，before 与 last 一起用。',
      '`after` goes with `first`, and `before` with `last`.',
    );
  const size = (isBackward ? last : first) ?? usual;
  checkPageSize(isBackward ? 'last' : 'first', size, largest);
  return { size, isBackward, cursor: (isBackward ? before : after) ?? null, list: new ListQuestion(list) };
}

/** Refuses a size of a page that is out of bounds. */
export function checkPageSize(name: string, size: number, largest: number): void {
  if (size < 1 || size > largest)
    throw badInput(name, `每页条数应为 1 到 ${largest}。`, `${name} must be between 1 and ${largest}.`);
}

const isSaid = (value: unknown) => value !== null && value !== undefined;

/** How SQL reads on from a cursor: what lies beyond it, and the order of the rows. */
export interface Seek {
  readonly beyond: '<' | '>';
  readonly order: OrderDirection;
}

/** Returns how SQL reads a page by a key of a list. Rows come in this order; `pageOf` turns those of a backward page. */
export const seekOf = ({ isBackward }: Pick<Page, 'isBackward'>, listed = OrderDirection.ASC): Seek =>
  (listed === OrderDirection.ASC) === isBackward
    ? { beyond: '<', order: OrderDirection.DESC }
    : { beyond: '>', order: OrderDirection.ASC };

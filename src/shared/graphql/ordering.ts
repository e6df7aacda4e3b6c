import { registerEnumType } from 'type-graphql';

/** The direction of an order. */
export enum OrderDirection {
  ASC = 'ASC',
  DESC = 'DESC',
}
registerEnumType(OrderDirection, {
  name: 'OrderDirection',
  description: '排序方向。Direction of an order.',
  valuesConfig: {
    ASC: { description: '升序：小的在前。Smallest first.' },
    DESC: { description: '降序：大的在前。Largest first.' },
  },
});

/** Returns whether the largest come first. */
export const isDescending = (direction: OrderDirection): boolean => direction === OrderDirection.DESC;

/** The options of the field `direction` of an order, the same everywhere. */
export const DIRECTION = {
  defaultValue: OrderDirection.DESC,
  description: '方向，默认降序。Direction; largest first by default.',
};

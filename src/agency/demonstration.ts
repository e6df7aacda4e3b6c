import { registerEnumType } from 'type-graphql';
import { type Context, memoize } from '../shared/request/context';
import { Jurisdiction } from './agencyTypes';

/** Whether a question that names no place is also about demonstration data. */
export enum DemonstrationData {
  EXCLUDE = 'EXCLUDE',
  INCLUDE = 'INCLUDE',
}
registerEnumType(DemonstrationData, {
  name: 'DemonstrationData',
  description:
    '未指明区划或机关的查询是否包括演示数据。Whether a question that names no place or agency is also about demonstration data.',
  valuesConfig: {
    EXCLUDE: { description: '不包括（默认）。Left out.' },
    INCLUDE: { description: '包括。Added to what is real.' },
  },
});

/** The field `demonstration` of a filter, the same everywhere. */
export const DEMONSTRATION = {
  defaultValue: DemonstrationData.EXCLUDE,
  description:
    '演示数据：默认不与真实数据相混；所指区划或机关均为演示时照常回答。Demonstration data: left out by default; a question that names a demonstration place, or only demonstration agencies, is answered without it.',
};

/** What an answer says when demonstration data was left out of it. */
export const LEFT_OUT = {
  description:
    '是否略去了演示数据；要包括请用 filter 的 demonstration: INCLUDE。True when demonstration data was left out: the filter takes `demonstration: INCLUDE`.',
};

/** Returns whether the hub holds demonstration data. One statement in a request. */
export const hasDemonstration = (context: Context): Promise<boolean> =>
  memoize(context, 'has demonstration', () =>
    context.database.getRepository(Jurisdiction).existsBy({ demonstration: true }),
  );

/** A page that may leave demonstration data out. */
export interface LeavesOut {
  readonly realOnly: boolean;
}

/** Returns whether a page leaves out demonstration data that there is. */
export const leavesOut = async (context: Context, { realOnly }: Partial<LeavesOut>): Promise<boolean> =>
  realOnly === true && hasDemonstration(context);

import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  defaultFieldResolver,
  GraphQLError,
  type GraphQLFieldConfig,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
} from 'graphql';
import type { Context } from '../../shared/request/context';
import { RawTableJson } from './rawJson';

/** The largest answer, in bytes. The largest questions of dashboards, 200 cells of 59 agencies and 100 whole reports, take a fifth of it. */
export const LARGEST_ANSWER = 5_000_000;

/** Returns the refusal of an answer that would be too large. It has a path, so that graphql-js passes on this one object wherever it is thrown. */
export const answerTooLarge = () =>
  new GraphQLError(
    `答复超过 ${LARGEST_ANSWER} 字节。请减小分页、缩短列表或减少字段；批量数据请用 /exports 下载。 ` +
      `The answer has more than ${LARGEST_ANSWER} bytes: ask for smaller pages, shorter lists or fewer fields, or download from /exports.`,
    { path: [], extensions: { code: 'ANSWER_TOO_LARGE', limit: LARGEST_ANSWER } },
  );

/** What an answer takes so far. */
export class AnswerSize {
  private bytes = 0;
  /** The refusal of this answer, once it is too large. */
  refusal: GraphQLError | null = null;

  /** Adds some bytes. Throws when there are too many: then no field is resolved any more. */
  add(bytes: number): void {
    this.bytes += bytes;
    if (this.bytes <= LARGEST_ANSWER) return;
    this.refusal ??= answerTooLarge();
    throw this.refusal;
  }
}

/** What stands around the name and the value of a field: quotes, colon and comma. */
const AROUND = 4;

/** Returns about how many bytes a value takes in an answer. */
function bytesOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value) + 2;
  if (typeof value === 'number') return 8;
  if (value instanceof RawTableJson) return value.text.length;
  if (value instanceof Date) return 26;
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + bytesOf(item) + 1, 2);
  if (typeof value === 'object' && value !== null) return bytesOf(JSON.stringify(value) ?? '');
  return 5;
}

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof (value as Promise<unknown> | null)?.then === 'function';

/** Adds what a field takes in the answer with this value, or without one; returns the value. */
function measure<T>({ answer }: Context, { path }: GraphQLResolveInfo, value?: T): T | undefined {
  answer?.add(String(path.key).length + AROUND + (value === undefined ? 0 : bytesOf(value)));
  return value;
}

function measureField(field: GraphQLFieldConfig<unknown, Context>): GraphQLFieldConfig<unknown, Context> {
  const { resolve = defaultFieldResolver } = field;
  if (!isLeafType(getNamedType(field.type)))
    return {
      ...field,
      resolve(source, args, context, info) {
        measure(context, info);
        return resolve(source, args, context, info);
      },
    };
  return {
    ...field,
    resolve(source, args, context, info) {
      const value: unknown = resolve(source, args, context, info);
      return isPromise(value)
        ? value.then((found) => measure(context, info, found))
        : measure(context, info, value);
    },
  };
}

/** Returns the schema with fields that add to the size of the answer (`context.answer`) what they resolve to, before the next is resolved. */
export const measureAnswers = (schema: GraphQLSchema): GraphQLSchema =>
  mapSchema(schema, { [MapperKind.OBJECT_FIELD]: measureField });

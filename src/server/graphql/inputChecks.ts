import {
  type DocumentNode,
  type ExecutionArgs,
  type GraphQLArgument,
  type GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  isInputObjectType,
  isListType,
  isNonNullType,
  TypeInfo,
  type ValueNode,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { bilingualError } from '../../shared/bilingualError';
import { type Fault, faultOfText, plainText, type TextRule } from '../../shared/text';
import { FIGURE_TEXT, LISTS_OF_CONTENT, rangeOf, ruleOf } from './inputRules';

/** The most faults reported at once. */
const MOST_FAULTS = 50;

type Variables = NonNullable<ExecutionArgs['variableValues']>;

/** A place of the input. */
interface Place {
  readonly type: GraphQLInputType;
  /** Where it stands among the arguments of its field, such as `input.explanations.0.text`. */
  readonly path: string;
  /** Where the schema declares it: `Input.field`, or `Type.field.argument`. */
  readonly declared: string;
  /** Whether something must be sent. */
  readonly isRequired?: boolean;
  /** Where a document writes it; nothing of what no document holds. */
  readonly node?: ValueNode;
}

/** A variable, and a place where its value is used. Of many of one kind the first stands for all. */
interface Use extends Place {
  readonly variable: string;
}
type Uses = Map<string, Use>;

/** What is found out about the inputs of a document once. */
export interface InputUses {
  /** The document with its texts in form C. */
  readonly document: DocumentNode;
  /** What is wrong with the values written in it. */
  readonly errors: readonly GraphQLError[];
  readonly uses: Uses;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const errorAt = ({ path, node }: Place, { zh, en }: Fault) =>
  bilingualError(
    { zh: `${path}：${zh}`, en: `${path}: ${en}` },
    { code: 'BAD_USER_INPUT', argument: path },
    { nodes: node },
  );

function checkNumber(value: number, declared: string): Fault | null {
  const range = rangeOf(declared);
  if (!range) return null;
  const [least, most] = range;
  if (value >= least && value <= most) return null;
  return { zh: `应在 ${least} 至 ${most} 之间。`, en: `It lies between ${least} and ${most}.` };
}

/** What is wrong with a text that says nothing; null when nothing is. */
function faultOfEmpty(text: string, { mayBeEmpty }: TextRule, { isRequired }: Place): Fault | null {
  if (mayBeEmpty || text.trim() !== '') return null;
  return isRequired
    ? { zh: '不能是空文本。', en: 'It may not be an empty text.' }
    : {
        zh: '不能是空文本；不需要时请省去，或填 null。',
        en: 'It may not be an empty text: leave it out, or send null.',
      };
}

/** What is wrong with a list that selects nothing; null when nothing is. */
function faultOfEmptyList({ length }: readonly unknown[], { declared, isRequired }: Place): Fault | null {
  if (length > 0 || LISTS_OF_CONTENT.has(declared)) return null;
  return isRequired
    ? { zh: '不能是空列表，请至少给一项。', en: 'It may not be an empty list: give one item at least.' }
    : {
        zh: '不能是空列表；不需要时请省去，或填 null。',
        en: 'It may not be an empty list: leave it out, or send null.',
      };
}

/** A text in its place, as it may go on; what is wrong with it is added to `errors`. */
function readText(text: string, place: Place, typeName: string, errors: GraphQLError[]): string {
  const rule = typeName === 'CellInput' ? FIGURE_TEXT : ruleOf(place.declared, typeName);
  const plain = rule.verbatim || typeName === 'ID' ? text.normalize('NFC') : plainText(text);
  const fault = faultOfText(plain, rule) ?? faultOfEmpty(plain, rule, place);
  if (fault) errors.push(errorAt(place, fault));
  return plain;
}

/** The scalars that take text as it comes. */
const TEXTS = ['String', 'ID', 'CellInput'];

/**
 * A value in its place, as it may go on: texts in form C without blanks around them. What is wrong with it is added to `errors`; whether it is of
 * its type is left to graphql-js.
 */
function readValue(value: unknown, place: Place, errors: GraphQLError[]): unknown {
  const { type, path } = place;
  if (isNonNullType(type)) return readValue(value, { ...place, type: type.ofType, isRequired: true }, errors);
  if (isListType(type)) {
    const item = { ...place, type: type.ofType, isRequired: false };
    if (!Array.isArray(value)) return readValue(value, item, errors);
    const fault = faultOfEmptyList(value, place);
    if (fault) errors.push(errorAt(place, fault));
    return value.map((one, at) => readValue(one, { ...item, path: `${path}.${at}` }, errors));
  }
  if (isInputObjectType(type)) {
    if (!isRecord(value)) return value;
    const fields = type.getFields();
    const read = Object.entries(value).map(([name, item]) => {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      const declared = `${type.name}.${name}`;
      const below = { ...place, path: `${path}.${name}`, declared, isRequired: false };
      return [name, field ? readValue(item, { ...below, type: field.type }, errors) : item];
    });
    return Object.fromEntries(read);
  }
  if (typeof value === 'string' && TEXTS.includes(type.name))
    return readText(value, place, type.name, errors);
  if (type.name === 'CellInput' && isRecord(value) && typeof value.note === 'string')
    return { ...value, note: readText(value.note, { ...place, path: `${path}.note` }, type.name, errors) };
  if (typeof value === 'number') {
    const fault = checkNumber(value, place.declared);
    if (fault) errors.push(errorAt(place, fault));
  }
  return value;
}

/** Reads what is written at a place of a document: checks its values, and finds the variables in it. */
function readNode(node: ValueNode, place: Place, errors: GraphQLError[], uses: Uses): void {
  const { type, path } = place;
  if (node.kind === 'Variable') {
    const variable = node.name.value;
    const use = `${variable} ${place.declared}`;
    if (!uses.has(use)) uses.set(use, { ...place, node, variable });
  } else if (isNonNullType(type))
    readNode(node, { ...place, type: type.ofType, isRequired: true }, errors, uses);
  else if (node.kind === 'ListValue' && isListType(type)) {
    const fault = faultOfEmptyList(node.values, place);
    if (fault) errors.push(errorAt(place, fault));
    for (const [at, item] of node.values.entries()) {
      const below = { type: type.ofType, path: `${path}.${at}`, isRequired: false, node: item };
      readNode(item, { ...place, ...below }, errors, uses);
    }
  } else if (node.kind === 'ObjectValue' && isInputObjectType(type))
    for (const {
      name: { value: name },
      value,
    } of node.fields) {
      const field = type.getFields()[name];
      const declared = `${type.name}.${name}`;
      const below = { path: `${path}.${name}`, declared, isRequired: false, node: value };
      if (field) readNode(value, { ...below, type: field.type }, errors, uses);
    }
  else readValue(valueFromASTUntyped(node), { ...place, node }, errors);
}

/** Reads the values written in a document, and where its variables are used. */
export function readInputs(schema: GraphQLSchema, document: DocumentNode): InputUses {
  const errors: GraphQLError[] = [];
  const uses: Uses = new Map();
  const defaults: [variable: string, node: ValueNode][] = [];
  const types = new TypeInfo(schema);
  const plain = visit(
    document,
    visitWithTypeInfo(types, {
      Argument({ name: { value: name }, value: node }) {
        const [argument, field, parent] = [types.getArgument(), types.getFieldDef(), types.getParentType()];
        if (!argument || types.getDirective()) return;
        const declared = `${parent?.name}.${field?.name}.${name}`;
        readNode(node, { type: argument.type, path: name, declared, node }, errors, uses);
      },
      VariableDefinition({ defaultValue: node, variable }) {
        if (node) defaults.push([variable.name.value, node]);
      },
      StringValue(node) {
        const value = node.value.normalize('NFC');
        return value === node.value ? undefined : { ...node, value };
      },
    }),
  );
  for (const [variable, node] of defaults)
    for (const use of uses.values())
      if (use.variable === variable) readNode(node, { ...use, node }, errors, uses);
  return { document: plain, errors, uses };
}

/** What may be run: a document with variables. Or why it may not. */
export type CheckedInputs =
  | { readonly document: DocumentNode; readonly variableValues: Variables; readonly errors?: undefined }
  | { readonly errors: readonly GraphQLError[] };

/**
 * Checks all arguments of an operation at once, before anything runs: texts by the rules of their places (inputRules.ts), numbers by
 * what the database holds, and that nothing is named or looked for by an empty text or an empty list. Returns the document and the variables with their texts in form C; or everything in them that cannot be stored,
 * is too long or too large. Every way to run an operation calls it, so that no resolver has to.
 */
export function checkInputs(
  { document, errors: written, uses }: InputUses,
  variables: Variables | null | undefined,
): CheckedInputs {
  const errors = [...written];
  const variableValues: { [name: string]: unknown } = { ...variables };
  for (const use of uses.values())
    if (Object.hasOwn(variableValues, use.variable))
      variableValues[use.variable] = readValue(variableValues[use.variable], use, errors);
  if (errors.length > 0) return { errors: errors.slice(0, MOST_FAULTS) };
  return { document, variableValues };
}

/** Whether a value that no operation holds, as a part of an identifier, could be that of an argument, by the rules of arguments. */
export function isArgumentValue({ name, type }: GraphQLArgument, declared: string, value: unknown): boolean {
  const errors: GraphQLError[] = [];
  readValue(value, { type, path: name, declared }, errors);
  return errors.length === 0;
}

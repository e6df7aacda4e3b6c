import {
  type GraphQLArgument,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from 'graphql';
import { button, element } from './elements';
import { listEntries, searchEntries } from './schemaSearch';

/** The description of the schema, by types. */
export interface SchemaPanel {
  showType(name: string): void;
}

/** Fills a panel with a search over names and descriptions, in Chinese and English, and a page for each type. */
export function fillSchemaPanel(panel: HTMLElement, schema: GraphQLSchema): SchemaPanel {
  const entries = listEntries(schema);
  const past: string[] = [];
  const content = element('div', { className: 'content' });
  const input = element('input', {
    type: 'search',
    placeholder: '搜索名称与说明 Search names and descriptions',
    ariaLabel: '搜索 Search',
    oninput: () => (input.value.trim() === '' ? showType('Query') : showFound(input.value)),
  });

  const linkTo = (name: string, label = name) => button(label, () => showType(name), 'type');
  const describe = (description: string | null | undefined) =>
    element('p', { className: 'description' }, description ?? '');
  const signature = (
    name: string,
    type: { toString(): string },
    typeName: string,
    args: readonly GraphQLArgument[] = [],
  ) => {
    const line = element('code', {}, name);
    if (args.length > 0) line.append(`(${args.map((argument) => argument.name).join(', ')})`);
    line.append(': ', linkTo(typeName, String(type)));
    return line;
  };
  const listArguments = (args: readonly GraphQLArgument[]) =>
    element(
      'dl',
      {},
      ...args.flatMap(({ name, type, description }) => [
        element('dt', {}, signature(name, type, getNamedType(type).name)),
        element('dd', {}, description ?? ''),
      ]),
    );
  const listMembers = (type: GraphQLNamedType): HTMLElement[] => {
    if (isEnumType(type))
      return type
        .getValues()
        .map(({ name, description }) =>
          element('section', {}, element('code', {}, name), describe(description)),
        );
    if (isUnionType(type)) return type.getTypes().map(({ name }) => linkTo(name));
    if (isInputObjectType(type))
      return Object.values(type.getFields()).map(({ name, type: fieldType, description }) =>
        element(
          'section',
          {},
          signature(name, fieldType, getNamedType(fieldType).name),
          describe(description),
        ),
      );
    if (!isObjectType(type) && !isInterfaceType(type)) return [];
    return Object.values(type.getFields()).map(({ name, type: fieldType, description, args }) =>
      element(
        'section',
        {},
        signature(name, fieldType, getNamedType(fieldType).name, args),
        describe(description),
        listArguments(args),
      ),
    );
  };
  const showFound = (text: string) => {
    const found = searchEntries(entries, text);
    content.replaceChildren(
      element('p', {}, found.length === 0 ? '没有找到。 Nothing was found.' : `${found.length}`),
      ...found.map(({ path, description, typeName }) =>
        element('section', {}, linkTo(typeName, path), describe(description)),
      ),
    );
  };
  const showType = (name: string) => {
    const type = schema.getType(name);
    if (!type) return;
    if (past.at(-1) !== name) past.push(name);
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    const navigation = element('nav', {}, ...roots.flatMap((root) => (root ? [linkTo(root.name)] : [])));
    if (past.length > 1)
      navigation.prepend(
        button('← 返回 Back', () => {
          past.pop();
          showType(past.pop() ?? 'Query');
        }),
      );
    content.replaceChildren(
      navigation,
      element('h2', {}, name),
      describe(type.description),
      ...listMembers(type),
    );
    content.scrollTop = 0;
  };
  panel.replaceChildren(input, content);
  showType('Query');
  return { showType };
}

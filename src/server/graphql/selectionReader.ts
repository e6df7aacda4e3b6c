import {
  type FieldNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getDirectiveValues,
  getNamedType,
  isObjectType,
  locatedError,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Path } from 'graphql/jsutils/Path';
import type { TableSelection } from '../../form/tables';

type Keys = readonly (string | number)[];
const keysOf = (path: Path | undefined): Keys => (path ? [...keysOf(path.prev), path.key] : []);

/** Reads what an operation selects of a table: fragments are written out, and directives decided by its variables. */
class SelectionReader {
  /** Whether there was a directive, so that other variables may select something else. */
  hasDirectives = false;

  constructor(private readonly info: Pick<GraphQLResolveInfo, 'fragments' | 'variableValues'>) {}

  read(type: GraphQLObjectType, nodes: readonly FieldNode[], path: Keys): TableSelection {
    const fields = new Map<string, FieldNode[]>();
    try {
      for (const { selectionSet } of nodes) this.collect(selectionSet, fields, new Set());
    } catch (error) {
      throw locatedError(error, nodes, path);
    }
    return [...fields].map(([name, fieldNodes]) => {
      const field = fieldNodes[0].name.value;
      if (field === '__typename') return { name, field: { text: type.name }, selection: [] };
      const inner = getNamedType(type.getFields()[field].type);
      return {
        name,
        field,
        selection: isObjectType(inner) ? this.read(inner, fieldNodes, [...path, name]) : [],
      };
    });
  }

  private collect(
    set: SelectionSetNode | undefined,
    fields: Map<string, FieldNode[]>,
    entered: Set<string>,
  ): void {
    for (const selection of set?.selections ?? []) {
      if (!this.isIncluded(selection)) continue;
      if (selection.kind === 'Field') {
        const name = (selection.alias ?? selection.name).value;
        fields.set(name, [...(fields.get(name) ?? []), selection]);
      } else if (selection.kind === 'InlineFragment') this.collect(selection.selectionSet, fields, entered);
      else if (!entered.has(selection.name.value)) {
        entered.add(selection.name.value);
        this.collect(this.info.fragments[selection.name.value].selectionSet, fields, entered);
      }
    }
  }

  private isIncluded(selection: SelectionNode): boolean {
    if (!selection.directives?.length) return true;
    this.hasDirectives = true;
    const { variableValues } = this.info;
    return (
      getDirectiveValues(GraphQLSkipDirective, selection, variableValues)?.if !== true &&
      getDirectiveValues(GraphQLIncludeDirective, selection, variableValues)?.if !== false
    );
  }
}

/**
 * Returns what is made of the selection of a field whose value is written at once, made once for each selection: of one selection without directives for all
 * operations, else for the nodes collected, which are one object within one operation.
 */
export function compileOnce<T extends object>(
  typeOf: (info: GraphQLResolveInfo) => GraphQLObjectType,
  compile: (type: GraphQLObjectType, selection: TableSelection, info: GraphQLResolveInfo) => T,
): (info: GraphQLResolveInfo) => T {
  const compiled = new WeakMap<object, T>();
  return (info) => {
    const { fieldNodes, path } = info;
    const found = (fieldNodes.length === 1 && compiled.get(fieldNodes[0])) || compiled.get(fieldNodes);
    if (found) return found;
    const reader = new SelectionReader(info);
    const type = typeOf(info);
    const result = compile(type, reader.read(type, fieldNodes, keysOf(path)), info);
    compiled.set(fieldNodes.length === 1 && !reader.hasDirectives ? fieldNodes[0] : fieldNodes, result);
    return result;
  };
}

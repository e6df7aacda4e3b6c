import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from 'graphql';
import { baseCostOf, pageSizeOf, sizeOf } from './prices';
import { GROUPED, NO_SUMS, type Scope, scopeWithin } from './sumScopes';
import type { CoercedVariables } from './variables';

/** What a value costs whose name in the answer has at most so many letters; longer ones cost more. */
const LEAF_COST = 0.07;
const LETTERS = 32;
/** What it costs to come by a selection of the schema. */
const VISIT_COST = 0.01;

const leafCostOf = (node: FieldNode) =>
  LEAF_COST * Math.max(1, (node.alias ?? node.name).value.length / LETTERS);

const isListed = (type: GraphQLOutputType) => isListType(getNullableType(type));

/**
 * Computes what an operation costs with the values it runs with: 0.07 for each value, 1 for each object and more for dear ones,
 * times the size of the lists it is in. Every alias counts. Throws the error of graphql-js where an argument does not fit.
 */
export class CostCounter {
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Of fragments that were counted, by type and scope: in a chain in which each spreads the next twice each is counted once. */
  private readonly counted = new Map<string, number>();
  /** What all that asks for the schema costs so far. */
  private schemaCost = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    fragments: readonly FragmentDefinitionNode[],
    private readonly variables: CoercedVariables,
    /** Where counting of what asks for the schema ends. */
    private readonly most: number,
  ) {
    this.fragments = new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
  }

  costOfOperation({ operation, selectionSet }: OperationDefinitionNode): number {
    return this.costOf(this.schema.getRootType(operation) ?? undefined, selectionSet, NO_SUMS);
  }

  private costOf(
    type: GraphQLOutputType | undefined,
    { selections }: SelectionSetNode,
    scope: Scope,
  ): number {
    let cost = 0;
    for (const selection of selections) {
      if (!this.isIncluded(selection)) continue;
      if (selection.kind === 'Field') cost += this.costOfField(type, selection, scope);
      else if (selection.kind === 'InlineFragment') {
        const condition = selection.typeCondition?.name.value;
        const inner = condition ? (this.schema.getType(condition) as GraphQLOutputType) : type;
        cost += this.costOf(inner, selection.selectionSet, scope);
      } else cost += this.costOfFragment(selection.name.value, scope);
    }
    return cost;
  }

  private isIncluded(selection: SelectionNode): boolean {
    return (
      getDirectiveValues(GraphQLSkipDirective, selection, this.variables)?.if !== true &&
      getDirectiveValues(GraphQLIncludeDirective, selection, this.variables)?.if !== false
    );
  }

  private costOfFragment(name: string, scope: Scope): number {
    const key = `${name} ${Object.values(scope).join(' ')}`;
    const counted = this.counted.get(key);
    if (counted !== undefined) return counted;
    const fragment = this.fragments.get(name);
    const type = fragment && this.schema.getType(fragment.typeCondition.name.value);
    const cost = fragment ? this.costOf(type as GraphQLOutputType, fragment.selectionSet, scope) : 0;
    this.counted.set(key, cost);
    return cost;
  }

  private costOfField(type: GraphQLOutputType | undefined, node: FieldNode, scope: Scope): number {
    const name = node.name.value;
    if (name === SchemaMetaFieldDef.name || name === TypeMetaFieldDef.name) return this.costOfSchema(node);
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
    if (!field) return leafCostOf(node);
    const args = getArgumentValues(field, node, this.variables);
    const size = isListed(field.type) ? (sizeOf(String(type), name, args, scope) ?? 1) : 1;
    if (!node.selectionSet) return leafCostOf(node) * Math.max(1, size);
    // A page of less than one is refused when it is run, and must not pay for what stands beside it.
    const times = Math.max(1, pageSizeOf(field, args, scope) ?? 1) * size;
    const within = scopeWithin(name, args, scope);
    const inner = this.costOf(
      getNamedType(field.type),
      node.selectionSet,
      GROUPED.has(name) ? { ...within, groups: times } : within,
    );
    // Each item is an object of its own; the first is the field itself.
    const items = isListed(field.type) ? Math.max(0, size - 1) : 0;
    return baseCostOf(name, args, scope) + items + times * inner;
  }

  /** What asks for the schema is walked as it will be run: nobody's data are in it. The walk of all such fields ends where they cost too much. */
  private costOfSchema(node: FieldNode): number {
    const before = this.schemaCost;
    const isEnough = () => this.schemaCost > this.most;
    const visitField = (field: GraphQLField<unknown, unknown>, source: unknown, inner: FieldNode): void => {
      const args = getArgumentValues(field, inner, this.variables);
      const value = field.resolve?.(source, args, undefined, { schema: this.schema } as GraphQLResolveInfo);
      const type = getNamedType(field.type);
      for (const item of Array.isArray(value) ? value : [value])
        if (isEnough()) return;
        else if (isObjectType(type) && inner.selectionSet && item !== null && item !== undefined) {
          this.schemaCost += 1;
          visitSet(type, item, inner.selectionSet);
        } else this.schemaCost += leafCostOf(inner);
    };
    const visitSet = (type: GraphQLObjectType, source: unknown, { selections }: SelectionSetNode): void => {
      for (const selection of selections) {
        if (isEnough()) return;
        this.schemaCost += VISIT_COST;
        if (!this.isIncluded(selection)) continue;
        if (selection.kind === 'FragmentSpread') {
          const fragment = this.fragments.get(selection.name.value);
          if (fragment) visitSet(type, source, fragment.selectionSet);
        } else if (selection.kind === 'InlineFragment') visitSet(type, source, selection.selectionSet);
        else {
          const field = type.getFields()[selection.name.value];
          if (field) visitField(field, source, selection);
          else this.schemaCost += leafCostOf(selection);
        }
      }
    };
    visitField(
      node.name.value === SchemaMetaFieldDef.name ? SchemaMetaFieldDef : TypeMetaFieldDef,
      null,
      node,
    );
    return this.schemaCost - before;
  }
}

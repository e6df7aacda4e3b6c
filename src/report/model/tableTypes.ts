import { type ClassType, Field, InputType, ObjectType } from 'type-graphql';
import { CELLS, type Cell } from '../../form/cells';
import { DISPUTE_GROUPS, DISPUTE_OUTCOMES, REQUEST_COLUMNS, REQUEST_ROWS } from '../../form/lines';
import { MEASURES } from '../../form/measures';
import { proactiveRow } from '../../form/proactiveBlocks';
import { REQUEST_GROUPS } from '../../form/requestRows';
import { headOfSection } from '../../form/sections';
import { setAtPath, tablePath } from '../../form/tablePaths';
import { CellInput, Figure } from '../../shared/graphql/scalars';

/**
 * The GraphQL types of the three tables, built from the form: one field per branch or leaf of the cell codes. The
 * same types serve reports, roll-ups and differences.
 */
type Tree = { [key: string]: Tree | Cell };

const isCell = (item: Tree | Cell): item is Cell => typeof (item as Cell).code === 'string';
const capital = (word: string) => word[0].toUpperCase() + word.slice(1);

function treeOf(cells: readonly Cell[], isInput: boolean): Tree {
  const root: Tree = {};
  for (const cell of cells) {
    setAtPath(root, tablePath(cell), cell);
  }
  const requests = root.requests as Tree;
  const { subtotal } = requests.otherHandling as Tree;
  if (!isInput) for (const { code } of REQUEST_GROUPS) (requests[code] as Tree).subtotal = subtotal;
  return root;
}

const NAMES: Record<string, { name: string; description: string }> = {
  proactive: {
    name: 'ProactiveDisclosure',
    description: `${headOfSection(2)}。Section two: proactive disclosure.`,
  },
  requests: {
    name: 'RequestTable',
    description: `${headOfSection(3)}。Section three: requests by outcome and applicant.`,
  },
  disputes: {
    name: 'DisputeTable',
    description: `${headOfSection(4)}。Section four: reconsideration and litigation.`,
  },
  'requests.denied': { name: 'DeniedRequests', description: '（三）不予公开。Requests denied, by ground.' },
  'requests.unavailable': {
    name: 'UnavailableRequests',
    description: '（四）无法提供。Requests for information that cannot be provided.',
  },
  'requests.notProcessed': {
    name: 'NotProcessedRequests',
    description: '（五）不予处理。Requests not processed.',
  },
  'requests.otherHandling': {
    name: 'OtherHandlingRequests',
    description: '（六）其他处理。Requests handled otherwise.',
  },
};

function describeRow(name: string): string {
  const { zh, en } = proactiveRow(name);
  return `第二部分：${zh}。Section two: ${en.toLowerCase()}.`;
}

function typeNameOf(path: string, tree: Tree): { name: string; description: string } {
  if (NAMES[path]) return NAMES[path];
  if (path.startsWith('requests.') && 'naturalPerson' in tree)
    return {
      name: 'RequestCounts',
      description: '一行，按申请人类别。One row by kind of applicant, unit 件.',
    };
  if (path.startsWith('disputes.'))
    return {
      name: 'DisputeCounts',
      description: '一类案件，按结果。One kind of case by its result, unit 件.',
    };
  const line = path.split('.')[1];
  return { name: `Proactive${capital(line)}`, description: describeRow(line) };
}

/** Row （六） of edition 2019 stands where edition 2021 has the sum of its rows. */
const ONE_ROW_IN_2019 = 'requests.otherHandling.subtotal';

function describeSubtotal(path: string, isInput: boolean): string {
  if (path !== ONE_ROW_IN_2019)
    return '小计，各版本可比。Sum of the rows of this heading, comparable between the editions. Section three.';
  return isInput
    ? '（六）其他处理在 2019 年版式中只有一行，其各栏填在这里（栏目代码为 requests.otherHandling.<列>）；2021 年版式分为三行，不填此项。Row （六） of edition 2019, which is one row there: its cells are sent here; their codes are `requests.otherHandling.<column>`. Edition 2021 has three rows instead, and nothing is sent here. Section three, unit 件.'
    : '小计，各版本可比：2019 年版式即（六）这一行，2021 年版式为三行之和。Sum of the rows of this heading, comparable between the editions: in edition 2019 the one row （六）, in edition 2021 the sum of three. Section three, unit 件.';
}

/** Returns in which edition something is that is not in both. */
const onlyIn = ({ editions }: Pick<Cell, 'editions'>): string =>
  editions.length === 1 ? `, edition ${editions[0]} only` : '';

function describeField(path: string, item: Tree | Cell, isInput: boolean): string {
  const key = path.split('.').slice(1).join('.');
  if (path.endsWith('.subtotal')) return describeSubtotal(path, isInput);
  const row = REQUEST_ROWS.find((candidate) => candidate.code === key);
  if (row && key !== 'otherHandling' && !isCell(item))
    return `${row.zh}。${row.en}. Section three, unit 件${onlyIn(row)}.`;
  const group = DISPUTE_GROUPS.find((candidate) => candidate.code === key);
  if (group) return `${group.zh}。${group.en}. Section four, unit 件.`;
  if (!isCell(item)) return typeNameOf(path, item).description;
  if (item.section === 2)
    return `${item.zh}。${item.en}. Section two, unit ${item.unit}, edition ${item.editions.join(' and ')}. ${item.citation}。`;
  const leaf = item.code.split('.').at(-1);
  const column = [...(item.section === 3 ? REQUEST_COLUMNS : DISPUTE_OUTCOMES)].find(
    (candidate) => candidate.code === leaf,
  );
  return `${column?.zh}。${capital(column?.en ?? '')}, unit 件.`;
}

function typeBuilder(isInput: boolean) {
  const types = new Map<string, ClassType<object>>();
  const build = (path: string, tree: Tree): ClassType<object> => {
    const { name, description } = typeNameOf(path, tree);
    const existing = types.get(name);
    if (existing) return existing;
    const type = { [name]: class {} }[name] as ClassType<object>;
    types.set(name, type);
    if (isInput) InputType(`${name}Input`, { description })(type);
    else ObjectType(name, { simpleResolvers: true, description })(type);
    for (const [key, item] of Object.entries(tree)) {
      const fieldPath = `${path}.${key}`;
      const options = { nullable: true, description: describeField(fieldPath, item, isInput) };
      const output = isCell(item) ? Figure : build(fieldPath, item);
      Field(() => (isInput && isCell(item) ? CellInput : output), options)(type.prototype, key);
    }
    return type;
  };
  const root = treeOf(CELLS, isInput);
  return (section: string) => build(section, root[section] as Tree);
}

const output = typeBuilder(false);
const input = typeBuilder(true);

/** Section two of a report or roll-up. */
export const ProactiveDisclosure = output('proactive');
/** Section three of a report or roll-up. */
export const RequestTable = output('requests');
/** Section four of a report or roll-up. */
export const DisputeTable = output('disputes');
/** Section two as sent. */
export const ProactiveDisclosureInput = input('proactive');
/** Section three as sent. */
export const RequestTableInput = input('requests');
/** Section four as sent. */
export const DisputeTableInput = input('disputes');

@ObjectType({
  simpleResolvers: true,
  description: '不予公开率，按理由。Denial rate by ground, as a ratio (0.25 is 25 %).',
})
class DenialRates {}
/** The derived measures. */
@ObjectType({
  simpleResolvers: true,
  description:
    '派生指标。Derived measures, each a ratio of sums (0.25 is 25 %); null when it cannot be formed.',
})
export class Measures {}
for (const measure of MEASURES) {
  const [group, ground] = measure.code.split('.');
  const description = `${measure.zh}。${measure.en} = ${measure.formula}, all applicants.`;
  Field(() => Figure, { nullable: true, description })(
    (ground ? DenialRates : Measures).prototype,
    ground ?? group,
  );
}
Field(() => DenialRates, { description: '不予公开率，按理由。Denial rate by ground.' })(
  Measures.prototype,
  'denialRateByGround',
);

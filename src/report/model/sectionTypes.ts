import { Field, Int, InterfaceType, ObjectType } from 'type-graphql';
import type { Edition, TableSection as TableNumber } from '../../form/lines';
import { type NarrativeSection as NarrativeNumber, SECTIONS } from '../../form/sections';
import type { CellSource } from './cellTypes';

/** A section of the report, whatever it holds. */
@InterfaceType({
  description:
    '报告的一个部分：表格（TableSection）或叙述（NarrativeSection）。A section of the report: a table or prose.',
  resolveType: (value: { nodeType: string }) => value.nodeType,
})
export abstract class Section {
  abstract readonly nodeType: string;
  @Field(() => Int, { description: '部分序号，1 至 6。Number of the section, 1 to 6.' })
  number: number;
  @Field({ description: '法定标题。Statutory title, in Chinese.' })
  titleZh: string;
  @Field({ description: '英文标题。Title in English.' })
  titleEn: string;
}

/** A section that holds a table. */
@ObjectType({
  simpleResolvers: true,
  implements: Section,
  description: '表格部分：二、三或四。A section that holds a table: 2, 3 or 4.',
})
export class TableSection extends Section {
  readonly nodeType = 'TableSection';
  declare number: TableNumber;
  /** What its cells are read from. */
  shaped: CellSource;
  @Field(() => Int, {
    nullable: true,
    description:
      '所用表格版本。Edition of the form it uses: 2019 or 2021; null in sums, which may hold both.',
  })
  edition: Edition | null;
}

/** A section of prose. */
@ObjectType({
  simpleResolvers: true,
  implements: Section,
  description: '叙述部分：一、五或六。A section of prose: 1, 5 or 6.',
})
export class NarrativeSection extends Section {
  readonly nodeType = 'NarrativeSection';
  @Field(() => String, { nullable: true, description: '正文。Text; null when not written.' })
  text: string | null;
}

const titleOf = (number: number) => ({
  number,
  titleZh: SECTIONS[number - 1].zh,
  titleEn: SECTIONS[number - 1].en,
});

/** Returns a section of prose with its title. */
export const narrativeSection = (number: NarrativeNumber, text: string | null): NarrativeSection =>
  Object.assign(new NarrativeSection(), titleOf(number), { text });

/** Returns a section that holds a table, with its title. */
export const tableSection = (
  number: TableNumber,
  shaped: CellSource,
  edition: Edition | null,
): TableSection => Object.assign(new TableSection(), titleOf(number), { shaped, edition });

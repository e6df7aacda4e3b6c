import { Field, Float, Int, ObjectType } from 'type-graphql';

/** Where a cell is on its page. */
@ObjectType({
  simpleResolvers: true,
  description:
    '页面上的位置，以磅计，自文字正立的页面左上角起。A box on the page held upright, in points from its top left corner.',
})
export class PlaceOnPage {
  @Field(() => Float, { description: '左。Left.' })
  left: number;
  @Field(() => Float, { description: '上。Top.' })
  top: number;
  @Field(() => Float, { description: '右。Right.' })
  right: number;
  @Field(() => Float, { description: '下。Bottom.' })
  bottom: number;
}

/** Where something stood. */
@ObjectType({
  simpleResolvers: true,
  description: '原文位置，从 1 起计。Where something stood in its document, counted from 1.',
})
export class DocumentPlace {
  @Field(() => Int, { nullable: true, description: '部分序号。Section of the report, 1 to 6.' })
  section?: number;
  @Field(() => Int, { nullable: true, description: '页。Page.' })
  page?: number;
  @Field(() => Int, {
    nullable: true,
    description:
      '页面须顺时针转多少度，文字才正立；无须转时为空。By how many degrees clockwise the page must be turned, as it is shown, for its writing to be upright; null for none.',
  })
  turn?: number;
  @Field(() => String, { nullable: true, description: '工作表。Sheet of a workbook.' })
  sheet?: string;
  @Field(() => Int, { nullable: true, description: '行或段。Line or paragraph.' })
  line?: number;
  @Field(() => Int, { nullable: true, description: '表格。Table of the document.' })
  table?: number;
  @Field(() => Int, { nullable: true, description: '表格的行。Row of the table.' })
  row?: number;
  @Field(() => Int, { nullable: true, description: '表格的列。Column of the table.' })
  column?: number;
  @Field(() => PlaceOnPage, {
    nullable: true,
    description:
      '该栏（或其文字、所在行）在页面上的位置，仅 PDF、OFD 与扫描件有。Where the cell, its word or its line is on the page; of PDFs, OFDs and scans.',
  })
  box?: PlaceOnPage;
}

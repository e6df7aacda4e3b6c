import {
  Arg,
  Authorized,
  Ctx,
  Field,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Resolver,
} from 'type-graphql';
import { CONFIRM, PREVIEW } from '../../agency/change/agencyInputs';
import { TreeChange } from '../../agency/change/treeChangeTypes';
import { TreeEffect } from '../../agency/change/treeEffectTypes';
import { FindingType, refusal } from '../../shared/graphql/finding';
import type { Context } from '../../shared/request/context';
import { loadBytes } from '../store/documentStore';
import { findDocument } from '../store/readableDocuments';
import { importTree, type TreeImport } from './importTree';

/** A file of places and agencies. */
@InputType({ description: '区划与机关表格。A spreadsheet of places and agencies.' })
export class ImportTreeInput {
  @Field(() => ID, {
    description:
      '上传的文件（XLSX 或 CSV），由 POST /documents 返回。The uploaded file (XLSX or CSV), as POST /documents answered.',
  })
  document: string;
  @Field(CONFIRM)
  confirm: boolean;
}

/** What loading a file did. */
@ObjectType({
  simpleResolvers: true,
  description: '导入结果：全部写入或全不写入。What loading a file did: all of it, or nothing.',
})
export class ImportTreePayload implements TreeImport {
  @Field(() => Int, { description: '新增数，单位：个。Places and agencies added, unit: rows.' })
  added: number;
  @Field(() => Int, { description: '变更数，单位：个。Places and agencies changed, unit: rows.' })
  changed: number;
  @Field(() => Int, { description: '不变数，单位：个。Rows that say what the hub has, unit: rows.' })
  unchanged: number;
  @Field(() => TreeChange, {
    nullable: true,
    description: '本次变更；未写入时为 null。The change; null when nothing was stored.',
  })
  treeChange: TreeChange | null;
  @Field(() => TreeEffect, {
    nullable: true,
    description: '影响；拒绝时为 null。Its effect; null when refused.',
  })
  effect: TreeEffect | null;
  @Field(() => [FindingType], {
    description:
      '表格中的全部问题，至多 500 个；path 为“表名!列行”，如“机关!C5”。All that is wrong in the file, at most 500; the path is sheet, column and row, such as 机关!C5.',
  })
  findings: FindingType[];
}

/** Loading the tree from a spreadsheet. */
@Resolver()
export class TreeImports {
  @Authorized('MANAGE_AGENCIES')
  @Mutation(() => ImportTreePayload, {
    description:
      '从表格导入区划与机关；表格可从 /tree/<区划代码>.xlsx 下载。Loads places and agencies from a spreadsheet; /tree/<code of a place>.xlsx is one to begin with.',
  })
  async importTree(
    @Ctx() context: Context,
    @Arg('input', () => ImportTreeInput, { description: '文件。The file.' }) input: ImportTreeInput,
    @Arg('preview', () => Boolean, PREVIEW) preview: boolean,
  ): Promise<TreeImport> {
    const document = await findDocument(context.database, input.document, context.actor);
    if (document)
      return importTree(context, await loadBytes(context, document.sha256), {
        preview,
        confirm: input.confirm,
      });
    const unknown = refusal(
      'document.unknown',
      'input.document',
      '读不到这个文件：平台没有它，或它由他人上传；请自己上传后再读。',
      'This file cannot be read: the hub has none of this hash, or somebody else uploaded it. Upload it yourself first.',
      { actual: input.document },
    );
    return { added: 0, changed: 0, unchanged: 0, treeChange: null, effect: null, findings: [unknown] };
  }
}

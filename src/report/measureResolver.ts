import {
  Arg,
  Authorized,
  Ctx,
  Extensions,
  FieldResolver,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { PUBLIC } from '../shared/request/access';
import type { Context } from '../shared/request/context';
import { loadMeasures, measuresInUse, measuresOfReport, selectMeasures } from './model/measureQueries';
import { Measure, MeasureInput, MeasurePayload, MeasureValue } from './model/measureTypes';
import { ReportShaped } from './model/reportShape';
import { saveMeasure } from './saveMeasure';

@Resolver()
export class MeasureResolver {
  @Extensions(PUBLIC)
  @Query(() => [Measure], {
    description:
      '派生指标目录：表格自带的与本地的，停用的也在内。The catalogue of measures: those of the form and those of the district, retired ones too.',
  })
  measures(@Ctx() context: Context): Promise<readonly Measure[]> {
    return loadMeasures(context);
  }

  @Authorized('MANAGE_MEASURES')
  @Mutation(() => MeasurePayload, {
    description:
      '新增、修改或停用本地派生指标，须有全平台的角色；公式只作数据解析核查，从不作为代码运行。Adds, changes or retires a measure of the district, by a role over the whole hub. Its formula is parsed and checked, and never run as code.',
  })
  saveMeasure(
    @Ctx() context: Context,
    @Arg('input', () => MeasureInput, { description: '派生指标。The measure.' }) input: MeasureInput,
  ): Promise<MeasurePayload> {
    return saveMeasure(context, input);
  }
}

@Resolver(() => ReportShaped)
export class MeasureFields {
  @FieldResolver(() => [MeasureValue], {
    nullable: true,
    description:
      '派生指标按代码取值，表格自带的与本地的一样；不填代码即全部在用的，演示用的只与演示数据一起列出。Measures by code, those of the form and those of the district alike; without codes all that are in use, those of the demonstration only beside its data. At most 250.',
  })
  async measureValues(
    @Root() root: ReportShaped,
    @Ctx() context: Context,
    @Arg('codes', () => [ID], {
      nullable: true,
      description: '派生指标代码，默认全部在用的。Codes of measures; default all in use.',
    })
    codes: string[] | null,
  ): Promise<MeasureValue[]> {
    const measures = codes ? await selectMeasures(context, codes) : await measuresInUse(context, root);
    return root.loadMeasures?.(measures) ?? measuresOfReport(context, root, measures);
  }
}

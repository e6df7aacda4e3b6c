import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import { authoriseAgency } from '../agency/authoriseAgency';
import { auditedTransaction } from '../shared/request/auditedTransaction';
import type { Context } from '../shared/request/context';
import { ReportPayload } from './model/reportTypes';
import { ReportInput } from './reportInputs';
import { recordReport } from './submission/recordQueue';
import { submitReport } from './submission/submitReport';

const INPUT = { description: '报告。The report.' };

@Resolver()
export class ReportMutations {
  @Authorized('SUBMIT')
  @Mutation(() => ReportPayload, {
    description:
      '提交审核：整份报告或已保存的草稿。Submits a report to review, with what was saved before: an ERROR, or a WARNING without explanation, blocks it.',
  })
  async submitReport(@Ctx() context: Context, @Arg('input', () => ReportInput, INPUT) input: ReportInput) {
    const agency = await authoriseAgency(context, 'SUBMIT', input.agency);
    return auditedTransaction(context, (manager) =>
      submitReport(manager, agency, input, 'FILE', context.actor),
    );
  }

  @Authorized('SUBMIT')
  @Mutation(() => ReportPayload, {
    description:
      '保存一个或多个部分为草稿，同存同不存。Saves any number of sections as a draft, all or none; equations are reported but do not block.',
  })
  async saveDraft(@Ctx() context: Context, @Arg('input', () => ReportInput, INPUT) input: ReportInput) {
    const agency = await authoriseAgency(context, 'SUBMIT', input.agency);
    return auditedTransaction(context, (manager) =>
      submitReport(manager, agency, input, 'SAVE', context.actor),
    );
  }

  @Authorized('RECORD')
  @Mutation(() => ReportPayload, {
    description:
      '补录已公布的报告：照录数字，保留问题。Records what an organ has already published, as printed, with its findings.',
  })
  recordPublishedReport(@Ctx() context: Context, @Arg('input', () => ReportInput, INPUT) input: ReportInput) {
    return recordReport(context, input);
  }

  @Authorized('SUBMIT')
  @Mutation(() => ReportPayload, {
    description: '试报：只核查，不保存。Dry run: the findings of submitReport, nothing stored.',
  })
  async validateReport(@Ctx() context: Context, @Arg('input', () => ReportInput, INPUT) input: ReportInput) {
    const agency = await authoriseAgency(context, 'SUBMIT', input.agency);
    return auditedTransaction(context, (manager) =>
      submitReport(manager, agency, input, 'VALIDATE', context.actor),
    );
  }
}

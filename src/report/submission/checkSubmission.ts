import { type Agency, AgencyKind } from '../../agency/agencyTypes';
import { YEARLY } from '../../form/citations';
import { FIRST_YEAR, lastEndedYear } from '../../form/reportingYears';
import { type FindingType, refusal, tooMany } from '../../shared/graphql/finding';
import { sentSections } from './composeReport';
import type { Submission, SubmissionMode } from './submission';

const MAX_ITEMS = 500;

/** Returns what is wrong with the agency, year and scope that a submission names, and with its own shape. */
export function checkReportKey(
  input: Submission,
  agency: Agency | null,
  mode: SubmissionMode,
): FindingType[] {
  return [
    ...checkAgencyAndYear(input, agency),
    ...checkScope(input, agency),
    ...checkParts(input, mode),
    ...checkEditions(input),
    ...checkLimits(input),
  ];
}

function checkAgencyAndYear(input: Submission, agency: Agency | null): FindingType[] {
  const findings: FindingType[] = [];
  const ended = lastEndedYear();
  if (!agency)
    findings.push(
      refusal(
        'reference.unknown',
        'agency',
        `机关 ${input.agency} 不存在，请核对代码。`,
        `There is no agency ${input.agency}; check the code.`,
        { actual: input.agency },
      ),
    );
  if (input.year < FIRST_YEAR || input.year > ended)
    findings.push(
      refusal(
        'report.year',
        'year',
        `年度应在 ${FIRST_YEAR} 至 ${ended} 之间。`,
        `The year must be between ${FIRST_YEAR} and ${ended}: a report is made after its year has ended.`,
        { actual: String(input.year), citation: YEARLY },
      ),
    );
  else if (agency && `${input.year}-12-31` < agency.validFrom)
    findings.push(
      refusal(
        'report.beforeAgency',
        'year',
        agency.foundingUnknown
          ? `本平台自 ${agency.validFrom} 起记录该机关，设立日期不详；更早的年度，请管理员先更正其起始日。`
          : `该机关自 ${agency.validFrom} 起设立。`,
        agency.foundingUnknown
          ? `The hub records the agency since ${agency.validFrom}, and when it was founded is not said; for an earlier year an administrator corrects its first day.`
          : `The agency exists from ${agency.validFrom} on.`,
        { actual: String(input.year), ...(agency.foundingUnknown && { remedy: 'correctAgency' }) },
      ),
    );
  return findings;
}

function checkScope({ scope }: Submission, agency: Agency | null): FindingType[] {
  if (!agency || scope !== 'CONSOLIDATED' || agency.kind === AgencyKind.GOVERNMENT) return [];
  return [
    refusal(
      'report.scope',
      'scope',
      '只有政府可报送汇总报告。',
      'Only a government makes a consolidated report.',
      { actual: scope },
    ),
  ];
}

function checkParts(input: Submission, mode: SubmissionMode): FindingType[] {
  const findings: FindingType[] = [];
  if (mode === 'RECORD' && !input.source?.trim())
    findings.push(
      refusal(
        'report.source',
        'source',
        '补录已公布报告须写明出处。',
        'Recording a published report needs its source: where the figures were read.',
      ),
    );
  if (mode === 'SAVE' && sentSections(input).length === 0 && !input.indicators && !input.explanations?.length)
    findings.push(
      refusal(
        'report.nothingSent',
        '',
        '没有可保存的内容：请至少发送一个部分、补充指标或说明。',
        'There is nothing to save: send at least one section, indicators or explanations.',
      ),
    );
  return findings;
}

function checkEditions(input: Submission): FindingType[] {
  return (['proactiveEdition', 'requestsEdition', 'disputesEdition'] as const).flatMap((name) => {
    const edition = input[name];
    if (edition == null || edition === 2019 || edition === 2021) return [];
    return [
      refusal('form.unknownEdition', name, '版本应为 2019 或 2021。', 'The edition is 2019 or 2021.', {
        actual: String(edition),
      }),
    ];
  });
}

function checkLimits(input: Submission): FindingType[] {
  const findings = (['indicators', 'explanations'] as const).flatMap((name) => {
    const count = input[name]?.length ?? 0;
    return count > MAX_ITEMS ? [tooMany(name, count, MAX_ITEMS)] : [];
  });
  if (input.idempotencyKey != null && !/^[\x21-\x7e]{8,200}$/.test(input.idempotencyKey))
    findings.push(
      refusal(
        'request.idempotencyKey',
        'idempotencyKey',
        '幂等键应为 8 至 200 个可见 ASCII 字符。',
        'The idempotency key has 8 to 200 visible ASCII characters.',
      ),
    );
  return findings;
}

import { isInterfaceType, isObjectType } from 'graphql';
import { schema } from '../../support/testHub';

test('every field that is never cached is listed', () => {
  const marked = Object.values(schema.getTypeMap()).flatMap((type) => {
    if (!isObjectType(type) || [schema.getMutationType(), schema.getSubscriptionType()].includes(type))
      return [];
    const fields = Object.values(type.getFields()).filter((field) => field.extensions.uncacheable);
    return fields.map((field) => `${type.name}.${field.name}`);
  });
  expect(marked.sort()).toEqual([
    'Agency.deadline',
    'Agency.reviewSetting',
    'Agency.withdrawals',
    'Coverage.coveredReports',
    'Coverage.isDue',
    'Coverage.timeliness',
    'Query.accounts',
    'Query.apiKeys',
    'Query.auditEvents',
    'Query.board',
    'Query.importBatches',
    'Query.inbox',
    'Query.newFindings',
    'Query.node',
    'Query.nodes',
    'Query.refusedAttempts',
    'Query.sessions',
    'Query.system',
    'Query.treeChanges',
    'Query.viewer',
    'Query.webhookDeliveries',
    'Query.webhooks',
    'Query.years',
    'Report.author',
    'Report.changesSince',
    'Report.deadline',
    'Report.document',
    'Report.explanationJudgements',
    'Report.explanationReviews',
    'Report.reading',
    'Report.steps',
    'Report.viewerActions',
    'Report.withdrawnAt',
    'Report.workingRevision',
    'ReportRevision.author',
    'ReportRevision.document',
    'ReportRevision.explanationReviews',
    'ReportRevision.reading',
  ]);
  // Reached without a mark from a query: a new type here reads tables, and they must move data_version.
  const reached = new Set<string>();
  const visit = (name: string) => {
    const type = schema.getType(name);
    if (reached.has(name) || !(isObjectType(type) || isInterfaceType(type))) return;
    reached.add(name);
    if (isInterfaceType(type)) for (const each of schema.getPossibleTypes(type)) visit(each.name);
    for (const field of Object.values(type.getFields()))
      if (!field.extensions.uncacheable) visit(String(field.type).replace(/[[\]!]/g, ''));
  };
  visit('Query');
  expect([...reached].filter((name) => !/(Connection|Edge)$/.test(name)).sort()).toMatchInlineSnapshot(`
[
  "Agency",
  "AgencyInYear",
  "CellChange",
  "CellDifference",
  "CellMark",
  "CellValue",
  "ComingName",
  "Coverage",
  "DenialRates",
  "DeniedRequests",
  "DisputeCounts",
  "DisputeTable",
  "Distribution",
  "Download",
  "ExplanationDifference",
  "Finding",
  "Form",
  "FormCell",
  "FormMeasure",
  "FormRule",
  "FormerName",
  "FormerPlaceName",
  "GroupKey",
  "GroupValue",
  "HistogramBin",
  "Indicator",
  "IndicatorDifference",
  "IndicatorValue",
  "Jurisdiction",
  "JurisdictionInYear",
  "KindDeadline",
  "LateReport",
  "Measure",
  "MeasureValue",
  "Measures",
  "MissingReport",
  "NarrativeSection",
  "NotProcessedRequests",
  "NullReason",
  "OtherHandlingRequests",
  "PageInfo",
  "PlaceSuccession",
  "PreviousYear",
  "ProactiveCoercions",
  "ProactiveDisclosure",
  "ProactiveFees",
  "ProactiveLicences",
  "ProactiveNormativeDocuments",
  "ProactiveOtherManagement",
  "ProactivePenalties",
  "ProactiveProcurement",
  "ProactiveRules",
  "Query",
  "Reconciliation",
  "Report",
  "ReportRevision",
  "ReportingYear",
  "RequestCounts",
  "RequestTable",
  "RevisionDifference",
  "RollUp",
  "RollUpChange",
  "RollUpGroup",
  "RollUpRow",
  "Section",
  "SourceSentence",
  "Succession",
  "TableSection",
  "TextDifference",
  "TextPart",
  "UnavailableRequests",
  "ValueChange",
]
`);
});

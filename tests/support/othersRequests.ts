import { rollUpId } from '../../src/rollup/request/rollUpId';
import { Basis } from '../../src/rollup/request/selection';
import { globalId, type NodeKey } from '../../src/shared/graphql/node';
import type { OthersWork } from './othersWork';
import { completeReport } from './reports';

/** All that a report can show, field by field: what fails in one must not hide what another shows. */
const REPORT_FIELDS = [
  'id state revision latestRevision',
  'overview { text } problems { text } source correctionReason',
  'requests { received { naturalPerson } }',
  'cells(codes: ["requests.received.naturalPerson"]) { value }',
  'indicators { value sentences { text } }',
  'measureValues { value }',
  'findings { actual explanation }',
  'marks { code note }',
  'steps { comment }',
  'viewerActions { action }',
  'workingRevision { overview { text } requests { received { naturalPerson } } }',
  'revisions { overview { text } requests { received { naturalPerson } } }',
  'revisions { explanationReviews { comment } reading { agencyName cells { value } } document { name } }',
  'changesSince(since: { date: "2020-01-01T00:00:00Z" }) { cells { after } texts { parts { text } } }',
  'changes(from: 1, to: 1) { cells { after } texts { parts { text } } }',
  'explanationReviews { comment } downloads { path }',
  'reading { agencyName cells { value } }',
  'document { name }',
];
export const REPORT = `{ ${REPORT_FIELDS.join(' ')} }`;
const GROUP =
  '{ key sortValue requests { received { naturalPerson } } indicators { value sentences { text } } measureValues { value } coverage { included blankCells } }';
const ROLLUP_FIELDS = [
  'coverage { included missing { totalCount } }',
  `total ${GROUP}`,
  `byYear: groups(by: [YEAR]) { edges { node ${GROUP} } }`,
  `byAgency: groups(by: [AGENCY]) { edges { node ${GROUP} } }`,
  `byChild: groups(by: [CHILD]) { edges { node ${GROUP} } }`,
  `byLevel: groups(by: [LEVEL]) { edges { node ${GROUP} } }`,
  `change(year: 2025, base: 2024) { difference ${GROUP} cells(codes: ["requests.received.naturalPerson"]) { value } }`,
  'reconciliations { report { id } differences { base value } }',
];
const PAYLOAD = `{ accepted findings { code actual } report ${REPORT} }`;
const FINDINGS = '{ findings { code } }';

const idOf = (nodeType: string, key: NodeKey) => globalId({ nodeType, key });

/** What a node of each type that is not public shows. */
const NODES = `{ id ... on ReportRevision { overview { text } requests { received { naturalPerson } } } ... on ReportStep { comment }
  ... on SourceDocument { name } ... on ImportBatch { note } ... on ApiKey { purpose } ... on Webhook { url } ... on WebhookDelivery { payload }
  ... on AuditEvent { before after } ... on RollUp { total ${GROUP} } ... on Session { address } }`;

export type Request = string | { text: string; variables: object };
/** A request for each agency whose work it is. */
export const all = ({ drafted, corrected, imported }: OthersWork, make: (agency: string) => string) =>
  [drafted, corrected, imported].map(make);
const send = ({ drafted, corrected, imported }: OthersWork, name: string) =>
  [drafted, corrected, imported].map((agency) => ({
    text: `mutation ($input: ReportInput!) { ${name}(input: $input) ${PAYLOAD} }`,
    variables: { input: { ...completeReport(agency), source: '测试' } },
  }));
const step = (agency: string, action: string, state: string, revision = 1) =>
  `{ agency: "${agency}", year: 2025, action: ${action}, state: ${state}, revision: ${revision}, comment: "x" }`;

/** For every operation of the schema, requests that would show or change the work of others. */
export const REQUESTS: Record<string, (work: OthersWork) => Request[]> = {
  node: (work) => work.reports.map(({ id }) => `{ node(id: "${id}") { id ... on Report ${REPORT} } }`),
  nodes: (work) => [
    `{ nodes(ids: ${JSON.stringify(work.nodeIds)}) ${NODES} }`,
    `{ nodes(ids: ${JSON.stringify([
      idOf('SourceDocument', work.document),
      idOf('ImportBatch', work.batch),
      idOf('ApiKey', work.apiKey),
      idOf('Webhook', work.webhook.id),
      idOf('WebhookDelivery', work.webhook.delivery),
      idOf('Session', 1),
      idOf('RoleGrant', 1),
      idOf('Account', 1),
    ])}) ${NODES} }`,
    `{ node(id: "${rollUpId({ filter: { agencies: [work.drafted] }, years: [2025], basis: Basis.DRAFT, asOf: null })}") ${NODES} }`,
  ],
  report: (work) =>
    REPORT_FIELDS.flatMap((field) =>
      all(work, (agency) => `{ report(agency: "${agency}", year: 2025) { ${field} } }`),
    ),
  reports: (work) => [
    ...all(
      work,
      (agency) => `{ reports(filter: { agency: "${agency}" }) { totalCount edges { node ${REPORT} } } }`,
    ),
    `{ reports(filter: { years: [2025], withErrors: true }, first: 100) { edges { node ${REPORT} } } }`,
  ],
  rollup: (work) => {
    const selections = [
      `filter: { agencies: ["${work.drafted}"] }`,
      `filter: { agencies: ["${work.drafted}", "${work.corrected}", "${work.imported}"] }`,
      'filter: { jurisdiction: "410303" }',
      '',
    ];
    const ask = (basis: string, select: string, field: string) =>
      `{ rollup(years: [2025], basis: ${basis}, ${select}) { ${field} } }`;
    return selections.flatMap((select) => [
      ...['DRAFT', 'PUBLISHED'].flatMap((basis) => ROLLUP_FIELDS.map((field) => ask(basis, select, field))),
      ask('FILED', select, ROLLUP_FIELDS[1]),
    ]);
  },
  agency: (work) =>
    all(
      work,
      (agency) =>
        `{ agency(code: "${agency}") { code reports { totalCount edges { node ${REPORT} } } withdrawals { reason } reviewSetting { steps } deadline(year: 2025) { dueOn } } }`,
    ),
  agencies: (_work) => [
    `{ agencies(filter: { year: 2025, jurisdiction: "410303", nameOrCode: "test-" }) { edges { node { code reports { edges { node ${REPORT} } } } } } }`,
  ],
  inbox: (_work) => [`{ inbox { totalCount edges { node { comment report ${REPORT} } } } }`],
  newFindings: (_work) => [
    `{ newFindings { totalCount nodes { year findings { code } report ${REPORT} } } }`,
  ],
  board: (_work) => [
    '{ board(jurisdiction: "410303", year: 2025) { totalCount nodes { state returns agency { code } } } }',
  ],
  auditEvents: (work) => [
    ...all(
      work,
      (agency) =>
        `{ auditEvents(filter: { agency: "${agency}" }, first: 100) { edges { node { before after } } } }`,
    ),
    '{ auditEvents(first: 100) { edges { node { before after } } } }',
  ],
  verifyAudit: (_work) => ['mutation { verifyAudit { events head faults { agencyCode } } }'],
  system: (_work) => ['{ system { version deliveries { dead } } }'],
  importBatches: (_work) => ['{ importBatches { edges { node { note } } } }'],
  webhooks: (work) => all(work, (agency) => `{ webhooks(place: { agency: "${agency}" }) { url } }`),
  webhookDeliveries: (work) => [
    `{ webhookDeliveries(webhook: "${idOf('Webhook', work.webhook.id)}") { edges { node { payload lastError } } } }`,
  ],
  apiKeys: (work) => all(work, (agency) => `{ apiKeys(agency: "${agency}") { purpose } }`),
  accounts: (_work) => ['{ accounts { edges { node { username } } } }'],
  sessions: (_work) => ['{ sessions { id } }', '{ sessions(account: "owner") { address } }'],
  refusedAttempts: (_work) => [
    '{ refusedAttempts { kind } }',
    '{ refusedAttempts(account: "owner") { attempts } }',
  ],
  viewer: (_work) => ['{ viewer { username } }'],
  form: (_work) => ['{ form(year: 2025) { edition } }'],
  indicators: (_work) => ['{ indicators { code } }'],
  measures: (_work) => ['{ measures { code formula } }'],
  jurisdiction: (_work) => ['{ jurisdiction(code: "410303") { name } }'],
  jurisdictions: (_work) => ['{ jurisdictions { totalCount } }'],
  year: (_work) => ['{ year(year: 2025) { completeness(jurisdiction: "410303") { included } } }'],
  years: (_work) => ['{ years { year } }'],
  deadlines: (_work) => ['{ deadlines(year: 2025) { dueOn reason } }'],
  submitReport: (work) => send(work, 'submitReport'),
  saveDraft: (work) => send(work, 'saveDraft'),
  recordPublishedReport: (work) => send(work, 'recordPublishedReport'),
  validateReport: (work) => send(work, 'validateReport'),
  actOnReport: (work) => [
    `mutation { actOnReport(input: ${step(work.drafted, 'APPROVE', 'DRAFT')}) ${PAYLOAD} }`,
    `mutation { actOnReport(input: ${step(work.corrected, 'DISCARD', 'DRAFT', 2)}) ${PAYLOAD} }`,
    `mutation { actOnReport(input: ${step(work.corrected, 'RETRACT', 'DRAFT', 2)}) ${PAYLOAD} }`,
  ],
  actOnReports: (work) => [
    `mutation { actOnReports(inputs: [${step(work.drafted, 'APPROVE', 'DRAFT')}, ${step(work.corrected, 'RETRACT', 'DRAFT', 2)}]) ${PAYLOAD} }`,
  ],
  reviewExplanation: (work) =>
    all(
      work,
      (agency) =>
        `mutation { reviewExplanation(input: { agency: "${agency}", year: 2025, code: "x", path: "x", verdict: CONFIRMED }) ${PAYLOAD} }`,
    ),
  setDeadline: (_work) => [
    'mutation { setDeadline(input: { year: 2025, kind: DEPARTMENT, dueOn: "2026-03-01", reason: "x" }) { accepted } }',
  ],
  extendDeadline: (work) => [
    ...all(
      work,
      (agency) =>
        `mutation { extendDeadline(input: { year: 2025, scope: { agency: "${agency}" }, dueOn: "2026-03-01", reason: "x" }) { accepted } }`,
    ),
    'mutation { extendDeadline(input: { year: 2025, scope: { wholeHub: true }, dueOn: "2026-03-01", reason: "x" }) { accepted } }',
  ],
  remindAgencies: (work) => [
    ...all(
      work,
      (agency) =>
        `mutation { remindAgencies(preview: true, input: { year: 2025, scope: { agencies: ["${agency}"] }, kinds: [NOT_BEGUN, LATE, RETURNED] }) { accepted outcomes { letters { to text } } } }`,
    ),
    'mutation { remindAgencies(input: { year: 2025, scope: { jurisdiction: "410303" }, kinds: [LATE] }) { accepted outcomes { letters { to text } } } }',
  ],
  setReview: (work) =>
    all(
      work,
      (agency) =>
        `mutation { setReview(input: { agency: "${agency}", steps: [], reason: "x" }) { accepted } }`,
    ),
  importReport: (work) =>
    [true, false].flatMap((dryRun) =>
      [work.imported, null].map((agency) => ({
        text: `mutation ($input: ImportReportInput!) { importReport(input: $input) { accepted reading { cells { value } } findings { actual } report ${REPORT} } }`,
        variables: { input: { document: work.document, agency, year: 2025, scope: 'OWN', dryRun } },
      })),
    ),
  startImport: (_work) => ['mutation { startImport(note: "x") { note } }'],
  undoImport: (work) => [
    `mutation { undoImport(batch: "${idOf('ImportBatch', work.batch)}", reason: "x") { accepted batch { note } outcomes { outcome } } }`,
  ],
  signIn: (_work) => [
    'mutation { signIn(input: { username: "owner", password: "wrong password" }) { token } }',
  ],
  signOut: (_work) => ['mutation { signOut }'],
  revokeSession: (_work) => [`mutation { revokeSession(id: "${idOf('Session', 1)}") }`],
  changePassword: (_work) => [
    'mutation { changePassword(input: { current: "wrong password", next: "another password" }) { code } }',
  ],
  createAccount: () => [
    'mutation { createAccount(input: { username: "new.one", name: "x" }) { password } }',
    'mutation { createAccount(input: { username: "new.one", name: "x", grant: { role: ANALYST, scope: { jurisdiction: "410303" } } }) { password } }',
  ],
  updateAccount: (_work) => [
    `mutation { updateAccount(input: { account: "owner", disabled: true }) ${FINDINGS} }`,
  ],
  resetPassword: (_work) => ['mutation { resetPassword(account: "owner") { password } }'],
  grantRole: (work) => [
    `mutation { grantRole(input: { account: "owner", role: CLERK, scope: { agency: "${work.drafted}" } }) ${FINDINGS} }`,
    `mutation { grantRole(input: { account: "owner", role: DISTRICT_OFFICER, scope: { jurisdiction: "410303" } }) ${FINDINGS} }`,
    `mutation { grantRole(input: { account: "owner", role: DISTRICT_OFFICER, scope: { wholeHub: true } }) ${FINDINGS} }`,
  ],
  revokeRole: (_work) => [`mutation { revokeRole(grant: "${idOf('RoleGrant', 1)}") ${FINDINGS} }`],
  createApiKey: (work) =>
    all(
      work,
      (agency) => `mutation { createApiKey(input: { agency: "${agency}", purpose: "x" }) { secret } }`,
    ),
  revokeApiKey: (work) => [`mutation { revokeApiKey(id: "${idOf('ApiKey', work.apiKey)}") { purpose } }`],
  addAgency: (_work) => [
    `mutation { addAgency(input: { code: "new-one", name: "新局", kind: DEPARTMENT, jurisdiction: "410303", validFrom: "2020-01-01" }) ${FINDINGS} }`,
  ],
  renameAgency: (work) =>
    all(
      work,
      (agency) =>
        `mutation { renameAgency(input: { agency: "${agency}", name: "别名局", effectiveOn: "2026-01-01" }) ${FINDINGS} }`,
    ),
  closeAgency: (work) =>
    all(
      work,
      (agency) =>
        `mutation { closeAgency(input: { agency: "${agency}", effectiveOn: "2026-01-01" }) ${FINDINGS} }`,
    ),
  renameJurisdiction: () => [
    `mutation { renameJurisdiction(input: { place: "410303", name: "别名区", effectiveOn: "2024-01-01" }) ${FINDINGS} }`,
    `mutation { renameJurisdiction(input: { place: "410303", name: "别名区", effectiveOn: "2024-01-01" }, preview: true) { effect { reports } findings { code } } }`,
  ],
  correctJurisdiction: () => [
    `mutation { correctJurisdiction(input: { place: "410303", name: "别名区" }) ${FINDINGS} }`,
    `mutation { correctJurisdiction(input: { place: "410303", name: "别名区" }, preview: true) { effect { reports } findings { code } } }`,
  ],
  recodeJurisdiction: () => [
    `mutation { recodeJurisdiction(input: { place: "410303", code: "410309", effectiveOn: "2024-01-01" }) ${FINDINGS} }`,
    `mutation { recodeJurisdiction(input: { place: "410303", code: "410309", effectiveOn: "2024-01-01" }, preview: true) { effect { reports } findings { code } } }`,
  ],
  moveJurisdiction: () => [
    `mutation { moveJurisdiction(input: { place: "410303", parent: "100000", code: "420000", effectiveOn: "2024-01-01" }) ${FINDINGS} }`,
    `mutation { moveJurisdiction(input: { place: "410303", parent: "100000", code: "420000", effectiveOn: "2024-01-01" }, preview: true) { effect { reports } findings { code } } }`,
  ],
  convertJurisdiction: () => [
    `mutation { convertJurisdiction(input: { place: "410303", name: "别名", code: "410309", effectiveOn: "2024-01-01" }) ${FINDINGS} }`,
    `mutation { convertJurisdiction(input: { place: "410303", name: "别名", code: "410309", effectiveOn: "2024-01-01" }, preview: true) { effect { reports } findings { code } } }`,
  ],
  splitJurisdiction: () => [
    `mutation { splitJurisdiction(input: { place: "410303", into: [{ code: "410309", name: "新区" }], effectiveOn: "2024-01-01" }) ${FINDINGS} }`,
    `mutation { splitJurisdiction(input: { place: "410303", into: [{ code: "410309", name: "新区" }], effectiveOn: "2024-01-01" }, preview: true) { effect { reports } findings { code } } }`,
  ],
  closeJurisdiction: () => [
    `mutation { closeJurisdiction(input: { place: "410303", effectiveOn: "2024-01-01" }) ${FINDINGS} }`,
    `mutation { closeJurisdiction(input: { place: "410303", effectiveOn: "2024-01-01" }, preview: true) { effect { reports } findings { code } } }`,
  ],
  mergeJurisdictions: () => [
    `mutation { mergeJurisdictions(input: { predecessors: ["410303"], successor: "310000", effectiveOn: "2024-01-01" }) ${FINDINGS} }`,
  ],
  importTree: () => [
    `mutation { importTree(input: { document: "${'0'.repeat(64)}" }) { added ${FINDINGS.slice(1, -1)} } }`,
  ],
  treeChanges: () => ['{ treeChanges { totalCount edges { node { author agencies { code } } } } }'],
  undoTreeChange: () => [
    `mutation { undoTreeChange(id: "${globalId({ nodeType: 'TreeChange', key: 1 })}") ${FINDINGS} }`,
  ],
  splitAgency: (work) =>
    all(
      work,
      (agency) =>
        `mutation { splitAgency(input: { agency: "${agency}", into: [{ code: "part-1", name: "分局", kind: DEPARTMENT }], effectiveOn: "2026-01-01" }) ${FINDINGS} }`,
    ),
  moveAgency: (work) =>
    all(
      work,
      (agency) =>
        `mutation { moveAgency(input: { agency: "${agency}", jurisdiction: "310000", effectiveOn: "2026-01-01" }) ${FINDINGS} }`,
    ),
  changeAgencyKind: (work) =>
    all(
      work,
      (agency) =>
        `mutation { changeAgencyKind(input: { agency: "${agency}", kind: INSTITUTION, effectiveOn: "2026-01-01" }) ${FINDINGS} }`,
    ),
  correctAgency: (work) =>
    all(
      work,
      (agency) => `mutation { correctAgency(input: { agency: "${agency}", name: "别名局" }) ${FINDINGS} }`,
    ),
  mergeAgencies: (work) => [
    `mutation { mergeAgencies(input: { predecessors: ["${work.drafted}"], successor: "${work.corrected}", effectiveOn: "2026-01-01" }) ${FINDINGS} }`,
    `mutation { mergeAgencies(input: { predecessors: ["${work.drafted}"], successor: "310000-001", effectiveOn: "2026-01-01" }) ${FINDINGS} }`,
  ],
  addJurisdiction: (_work) => [
    `mutation { addJurisdiction(input: { code: "410303077", name: "x", level: TOWNSHIP, parent: "410303" }) ${FINDINGS} }`,
    `mutation { addJurisdiction(input: { code: "990000", name: "x", level: PROVINCE }) ${FINDINGS} }`,
  ],
  saveIndicator: (_work) => [
    `mutation { saveIndicator(input: { code: "hotlineTickets", name: "x", nameEn: "x", unitZh: "x", unitEn: "x", aggregation: SUM, descriptionZh: "x", descriptionEn: "x", retired: true }) ${FINDINGS} }`,
  ],
  saveMeasure: (_work) => [
    `mutation { saveMeasure(input: { code: "others", labelZh: "x", labelEn: "x", unitZh: "x", unitEn: "x", formula: "requests.received.total", descriptionZh: "x", descriptionEn: "x" }) { measure { code } findings { code } } }`,
  ],
  createWebhook: (work) =>
    all(
      work,
      (agency) =>
        `mutation { createWebhook(input: { place: { agency: "${agency}" }, url: "https://example.com", events: [RETURNED] }) { secret } }`,
    ),
  disableWebhook: (work) => [
    `mutation { disableWebhook(id: "${idOf('Webhook', work.webhook.id)}") { url } }`,
  ],
  redeliverWebhook: (work) => [
    `mutation { redeliverWebhook(delivery: "${idOf('WebhookDelivery', work.webhook.delivery)}") }`,
  ],
};

import 'reflect-metadata';
import { type GraphQLSchema, isInterfaceType } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import {
  AgencyFields,
  AgencyInYearFields,
  JurisdictionFields,
  PlaceSuccessionFields,
  SuccessionFields,
} from '../../agency/agencyFields';
import {
  AgencyConnectionFields,
  AgencyQueries,
  JurisdictionConnectionFields,
} from '../../agency/agencyResolver';
import { AgencyChangeMutations } from '../../agency/change/agencyChangeMutations';
import { AgencyMutations } from '../../agency/change/agencyMutations';
import { PlaceMutations } from '../../agency/change/placeMutations';
import { PlaceChangeFields, TreeChangeFields, TreeChanges } from '../../agency/change/treeChangeResolver';
import { AuditQueries } from '../../audit/auditResolver';
import {
  DocumentReadingFields,
  ReportDocumentFields,
  RevisionDocumentFields,
} from '../../document/documentFields';
import { ReportDownloads } from '../../document/documentResolver';
import { DocumentMutations, DocumentQueries } from '../../document/importResolver';
import { TreeImports } from '../../document/tree/treeImportResolver';
import { IdentityMutations } from '../../identity/identityMutations';
import { IdentityQueries } from '../../identity/identityQueries';
import { NoticeSubscriptions } from '../../notification/noticeSubscriptions';
import {
  ReminderFields,
  ReminderMutations,
  ReminderOutcomeFields,
} from '../../notification/reminderResolver';
import { WebhookDeliveryFields, WebhookResolver } from '../../notification/webhookResolver';
import { FormResolver } from '../../report/formResolver';
import { MeasureFields, MeasureResolver } from '../../report/measureResolver';
import { AgencyPreviousYear, PreviousYearFields } from '../../report/previousYear';
import {
  ReportFields,
  ReportPayloadFields,
  ReportShapedFields,
  RevisionFields,
  SourceSentenceFields,
  TableSectionFields,
} from '../../report/reportFields';
import { ReportMutations } from '../../report/reportMutations';
import { AgencyReports, ReportConnectionFields, ReportQueries } from '../../report/reportQueries';
import { TRANSITIONS, validateTransitions } from '../../report/workflow/transitions';
import { BoardFields, BoardQueries } from '../../review/boardResolver';
import { DeadlineQueries } from '../../review/deadlineQueries';
import { InboxFields, ReviewQueries } from '../../review/inboxResolver';
import { NewFindingFields, NewFindingQueries } from '../../review/newFindingResolver';
import { ExplanationJudgementFields, ExplanationReviewFields, StepFields } from '../../review/personFields';
import {
  AgencyReviewFields,
  DifferenceFields,
  ReportReviewFields,
  RevisionReviewFields,
} from '../../review/reviewFields';
import { ReviewMutations } from '../../review/reviewMutations';
import { RollUpChangeFields } from '../../rollup/changeFields';
import { ReportingYearFields } from '../../rollup/completeness';
import {
  CoverageFields,
  CoveredReportFields,
  LateReportFields,
  MissingReportFields,
} from '../../rollup/coverageFields';
import { OutlierFields, RollUpDistributionFields } from '../../rollup/distributionResolver';
import { GroupFields, GroupValueFields } from '../../rollup/groupResolver';
import { MeasurePayloadFields } from '../../rollup/measurePreview';
import { RollUpFields, RollUpGroupFields, RollUpQueries } from '../../rollup/rollUpResolver';
import type { Access } from '../../shared/request/access';
import type { Context } from '../../shared/request/context';
import {
  type Actor,
  forbidden,
  hasRole,
  mayDoSomewhere,
  type Operation,
} from '../../shared/request/permissions';
import { describeRoots, makeRootFieldsNullable, markOneOfInputs } from './contractRules';
import { describeTextRules } from './inputRules';
import { NodeResolver } from './nodeResolver';
import { describeReferences, readSubscriptionReferences } from './references';
import { callResolvers, type Guard, guardOperations } from './resolvers';
import { SystemResolver } from './systemResolver';

const noTopics = (): never => {
  throw new Error('every subscription follows the change feed of its context');
};
/** type-graphql wants a publisher for subscriptions by topic; the hub has none. */
const NO_TOPICS = { publish: noTopics, subscribe: noTopics };

function isAllowedSomewhere(actor: Actor, access: Exclude<Access, 'PUBLIC'>): boolean {
  if (access === 'WITH_FIRST_PASSWORD') return actor.kind !== 'ANONYMOUS';
  if (access === 'SIGNED_IN') return actor.kind !== 'ANONYMOUS' && !actor.mustChangePassword;
  return access.some((operation) => mayDoSomewhere(actor, operation));
}

/** Refuses who may do none of these operations anywhere, and strangers where one must be known. */
const guard: Guard = ({ actor }, access) => {
  if (access === 'PUBLIC') return;
  if (!isAllowedSomewhere(actor, access)) throw forbidden(actor);
};

let built: GraphQLSchema | undefined;

/**
 * Returns the executable schema, which is built once in a process. Every operation says who may call it (shared/request/access.ts). Here everybody is refused who
 * may call it at no place; the resolver then checks the place itself.
 */
export function buildHubSchema(): GraphQLSchema {
  built ??= assembleSchema();
  return built;
}

function assembleSchema(): GraphQLSchema {
  const faults = validateTransitions(TRANSITIONS, hasRole);
  if (faults.length > 0) throw new Error(`the review chain is faulty: ${faults.join('; ')}`);
  const schema = buildSchemaSync({
    resolvers: [
      NodeResolver,
      WebhookResolver,
      WebhookDeliveryFields,
      NoticeSubscriptions,
      ReminderMutations,
      ReminderFields,
      ReminderOutcomeFields,
      AuditQueries,
      ReviewQueries,
      NewFindingQueries,
      NewFindingFields,
      ReviewMutations,
      RevisionReviewFields,
      ReportReviewFields,
      AgencyReviewFields,
      DifferenceFields,
      StepFields,
      ExplanationReviewFields,
      ExplanationJudgementFields,
      InboxFields,
      BoardQueries,
      BoardFields,
      DeadlineQueries,
      DocumentQueries,
      DocumentMutations,
      TreeImports,
      DocumentReadingFields,
      RevisionDocumentFields,
      ReportDocumentFields,
      IdentityQueries,
      IdentityMutations,
      AgencyQueries,
      AgencyConnectionFields,
      JurisdictionConnectionFields,
      AgencyMutations,
      AgencyChangeMutations,
      PlaceMutations,
      TreeChanges,
      TreeChangeFields,
      PlaceChangeFields,
      AgencyFields,
      AgencyInYearFields,
      SuccessionFields,
      PlaceSuccessionFields,
      JurisdictionFields,
      FormResolver,
      MeasureResolver,
      MeasureFields,
      MeasurePayloadFields,
      ReportQueries,
      ReportConnectionFields,
      ReportMutations,
      ReportPayloadFields,
      ReportShapedFields,
      SourceSentenceFields,
      TableSectionFields,
      RevisionFields,
      ReportFields,
      ReportDownloads,
      AgencyReports,
      AgencyPreviousYear,
      PreviousYearFields,
      RollUpQueries,
      RollUpFields,
      GroupFields,
      OutlierFields,
      RollUpDistributionFields,
      GroupValueFields,
      RollUpGroupFields,
      CoverageFields,
      CoveredReportFields,
      LateReportFields,
      MissingReportFields,
      ReportingYearFields,
      RollUpChangeFields,
      SystemResolver,
    ],
    authChecker: ({ context }: { context: Context }, operations: Operation[]) => {
      guard(context, operations);
      return true;
    },
    validate: false,
    pubSub: NO_TOPICS,
  });
  // Every row of an interface says its type. type-graphql answers with a promise, for which every row would wait.
  for (const type of Object.values(schema.getTypeMap()))
    if (isInterfaceType(type)) type.resolveType = ({ nodeType }) => nodeType;
  describeRoots(schema);
  makeRootFieldsNullable(schema);
  markOneOfInputs(schema);
  readSubscriptionReferences(schema);
  guardOperations(schema, guard);
  callResolvers(schema, guard);
  describeReferences(schema);
  describeTextRules(schema);
  return schema;
}

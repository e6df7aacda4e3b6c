import {
  AgencyEntity,
  AgencySuccession,
  AgencySuccessionEver,
  AgencyVersion,
  AgencyVersionEver,
} from './agency/agencyEntities';
import { Jurisdiction } from './agency/agencyTypes';
import { TreeChange } from './agency/change/treeChangeTypes';
import { FormerPlaceName, PlaceNameHome, PlaceSuccessionEntity } from './agency/placeEntities';
import { AuditChain } from './audit/auditChain';
import { AuditEvent } from './audit/auditTypes';
import { Verification } from './audit/verification';
import { DocumentUpload, ImportBatch, ReportImport, SourceDocument } from './document/store/documentEntities';
import { Device, RoleGrantEntity, SignInLimit, UsedSignIn } from './identity/identityEntities';
import { Account, ApiKey, Session } from './identity/identityTypes';
import { RefusedAttempts } from './identity/refusedAttemptTypes';
import { DeadlineNotice, Reminder } from './notification/notificationEntities';
import { Webhook, WebhookDelivery } from './notification/notificationTypes';
import { RefusedAddress } from './notification/refusedAddresses';
import { RevisionFinding } from './report/model/findingEntity';
import { Indicator } from './report/model/indicatorTypes';
import { Measure } from './report/model/measureTypes';
import {
  IdempotencyKey,
  PublishedRevision,
  ReportEntity,
  ReportIndicator,
  ReportRevisionEntity,
} from './report/model/reportEntities';
import { FindingReview, WithdrawalEntity } from './report/model/revisionHistory';
import { ReportStep } from './report/model/stepTypes';
import { DeadlineExtension, DeadlineRule } from './review/deadlineEntities';
import { ReviewSetting } from './review/reviewTypes';

/** The entities of every room, for the data source: one for each table and view of the domain. */
export const ENTITIES = [
  Jurisdiction,
  AgencyEntity,
  AgencyVersion,
  AgencyVersionEver,
  AgencySuccession,
  AgencySuccessionEver,
  FormerPlaceName,
  PlaceNameHome,
  PlaceSuccessionEntity,
  TreeChange,
  Account,
  RoleGrantEntity,
  Session,
  Device,
  ApiKey,
  SignInLimit,
  UsedSignIn,
  RefusedAttempts,
  AuditChain,
  AuditEvent,
  Verification,
  Indicator,
  Measure,
  ReportEntity,
  ReportRevisionEntity,
  PublishedRevision,
  ReportIndicator,
  RevisionFinding,
  IdempotencyKey,
  ReportStep,
  FindingReview,
  ReviewSetting,
  WithdrawalEntity,
  DeadlineRule,
  DeadlineExtension,
  SourceDocument,
  DocumentUpload,
  ImportBatch,
  ReportImport,
  Webhook,
  WebhookDelivery,
  DeadlineNotice,
  Reminder,
  RefusedAddress,
];

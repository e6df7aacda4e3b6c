/** SQL: whether the caller may read the unpublished work of the agency with this key. */
export type CanReadDrafts = (agencyKey: string) => string;

/**
 * SQL: whether the words of a revision (v) are withheld from the caller: it, or a later state of the report, was withdrawn
 * from publication, and the caller does not work on it. Its figures stay: they were published.
 */
export const isWithheld = (
  canRead: CanReadDrafts,
) => `(exists (select 1 from withdrawal z where z.report_id = v.report_id and z.revision >= v.number)
  and not ${canRead('v.agency_id')})`;

/** SQL: which revision of a report is shown: the published one; without one the latest, to those who may read the agency's work. */
export const isShown = (canRead: CanReadDrafts) => `((v.published_at is not null and v.superseded_at is null)
    or (r.state <> 'PUBLISHED' and v.number = r.latest_revision and ${canRead('r.agency_id')} and not exists (
         select 1 from published_revision p where p.report_id = r.id)))`;

import { Measure } from '../src/report/model/measureTypes';
import type { Database } from '../src/shared/database';

const CATALOGUE = [
  {
    code: 'ticketsPerHundredRequests',
    labelZh: '每百件申请对应的热线工单（演示）',
    labelEn: 'Hotline tickets per 100 requests (demonstration)',
    unitZh: '件/百件',
    unitEn: 'per 100 requests',
    formula: 'indicators.hotlineTickets / requests.received.total * 100',
    descriptionZh: '演示用派生指标：12345热线工单数除以新收政府信息公开申请数，再乘以一百。',
    descriptionEn:
      'A measure for demonstration: tickets of the 12345 hotline over requests received, times 100.',
  },
  {
    code: 'requestsClosing',
    labelZh: '本年须办结的申请（演示）',
    labelEn: 'Requests to be concluded in the year (demonstration)',
    unitZh: '件',
    unitEn: 'items',
    formula: 'requests.received.total + requests.carriedIn.total - requests.carriedOut.total',
    descriptionZh: '演示用派生指标：新收加上年结转，减结转下年。',
    descriptionEn: 'A measure for demonstration: received and carried in, less what is carried out.',
  },
] as const;

/** Adds the measures of the demonstration to the catalogue; those already there stay as the district has them. */
export async function seedMeasures(database: Database): Promise<void> {
  await database
    .getRepository(Measure)
    .createQueryBuilder()
    .insert()
    .values(CATALOGUE.map((measure) => ({ ...measure, demonstration: true })))
    .orIgnore()
    .updateEntity(false)
    .execute();
}

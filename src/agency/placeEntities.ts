import { Field, ObjectType, registerEnumType } from 'type-graphql';
import {
  Check,
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  Unique,
  ViewEntity,
} from 'typeorm';
import { LocalDate } from '../shared/graphql/scalars';
import { Jurisdiction } from './agencyTypes';

/** How places succeed each other. */
export enum PlaceSuccessionKind {
  RECODE = 'RECODE',
  MOVE = 'MOVE',
  CONVERSION = 'CONVERSION',
  MERGE = 'MERGE',
  SPLIT = 'SPLIT',
}
registerEnumType(PlaceSuccessionKind, {
  name: 'PlaceSuccessionKind',
  description: '区划承继方式。How one place follows another.',
  valuesConfig: {
    RECODE: { description: '代码变更。It has another code.' },
    MOVE: { description: '改隶另一上级区划。It lies below another place.' },
    CONVERSION: {
      description: '建制变更，如撤县设区。It is another kind of place, such as a county made a district.',
    },
    MERGE: { description: '合并。It was merged into the other.' },
    SPLIT: { description: '分立。The other was split from it.' },
  },
});

/** A former name of a place, or one that was corrected. */
@ObjectType('FormerPlaceName', {
  simpleResolvers: true,
  description: '区划曾用名。A former name of a place with its last day.',
})
@Entity('jurisdiction_former_name', { comment: 'A name that a place had before another.' })
@Index('jurisdiction_former_name_place', ['jurisdictionId', 'recordedAt'])
export class FormerPlaceName {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;
  @Column('integer')
  jurisdictionId: number;
  @ManyToOne(() => Jurisdiction)
  @JoinColumn({ name: 'jurisdiction_id' })
  jurisdiction: Jurisdiction;
  @Field({ description: '名称。The name.' })
  @Column('text')
  name: string;
  @Field(() => String, { nullable: true, description: '英文名称。Name in English.' })
  @Column('text', { nullable: true })
  nameEn: string | null;
  @Field(() => LocalDate, { description: '停用日期。First day of the next name.' })
  @Column('date', {
    nullable: true,
    comment: 'the first day of the next name; null when the place never bore the name and it was corrected',
  })
  validTo: string | null;
  @Column('timestamptz', { default: () => 'tree_time()', comment: 'until when the hub had the name' })
  recordedAt: Date;
}

/** A former name of a place with the years whose name it is: the row of a view, never written. */
@ViewEntity('jurisdiction_name_home', { synchronize: false })
export class PlaceNameHome {
  @Column('integer')
  id: number;
  @Column('integer')
  jurisdictionId: number;
  @Column('text')
  name: string;
  @Column('text', { nullable: true })
  nameEn: string | null;
  @Column('timestamptz')
  recordedAt: Date;
  @Column('integer')
  homeFrom: number;
  @Column('integer')
  homeTo: number;
}

/** A succession of places. The GraphQL type `PlaceSuccession` is this row seen from one of its two sides. */
@Entity('jurisdiction_succession', {
  comment:
    'A place goes on as another from a day on: under another code, below another place, as another kind of place, merged or split.',
})
@Unique(['predecessorId', 'successorId'])
@Index('jurisdiction_succession_successor', ['successorId'])
@Check('jurisdiction_succession_kind_check', "kind in ('RECODE', 'MOVE', 'CONVERSION', 'MERGE', 'SPLIT')")
export class PlaceSuccessionEntity {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;
  @Column('integer')
  predecessorId: number;
  @ManyToOne(() => Jurisdiction)
  @JoinColumn({ name: 'predecessor_id' })
  predecessor: Jurisdiction;
  @Column('integer')
  successorId: number;
  @ManyToOne(() => Jurisdiction)
  @JoinColumn({ name: 'successor_id' })
  successor: Jurisdiction;
  @Column('text')
  kind: PlaceSuccessionKind;
  @Column('date')
  effectiveOn: string;
  @Column('timestamptz', { default: () => 'tree_time()' })
  recordedAt: Date;
}

/** A link between a place and one it follows or is followed by. */
@ObjectType({
  simpleResolvers: true,
  description: '区划承继关系。A link between a place and the one before or after it.',
})
export class PlaceSuccession {
  otherKey: number;
  @Field(() => PlaceSuccessionKind, { description: '方式。How it follows.' })
  kind: PlaceSuccessionKind;
  @Field(() => LocalDate, { description: '生效日期。First day of the new state.' })
  effectiveOn: string;
}

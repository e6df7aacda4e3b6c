import { Extensions, Field, ID, InputType } from 'type-graphql';
import { ONE_OF } from '../shared/graphql/oneOf';
import { badInput } from '../shared/graphql/paging';

/** An agency or a place. */
@Extensions(ONE_OF)
@InputType({
  description: '机关或区划，恰填其一。An agency, or a place with its subtree: exactly one of these.',
})
export class PlaceInput {
  @Field(() => ID, { nullable: true, description: '机关。An agency.' })
  agency?: string | null;
  @Field(() => ID, {
    nullable: true,
    description: '区划，含全部下级。A place with its whole subtree.',
  })
  jurisdiction?: string | null;
}

/** An agency, a place or the whole hub. */
@Extensions(ONE_OF)
@InputType({
  description:
    '适用范围，恰填其一。An agency, a place with its subtree, or the whole hub: exactly one of these.',
})
export class ScopeInput extends PlaceInput {
  @Field(() => Boolean, { nullable: true, description: '全平台，只能填 true。The whole hub; only true.' })
  wholeHub?: boolean | null;
}

/** Returns the agency and the jurisdiction that a scope names; neither for the whole hub. */
export function readScope({ agency = null, jurisdiction = null, wholeHub }: ScopeInput): {
  readonly agency: string | null;
  readonly jurisdiction: string | null;
} {
  if (wholeHub === false)
    throw badInput(
      'input.scope.wholeHub',
      'wholeHub 只能填 true；否则请填机关或区划。',
      'wholeHub is only true: name an agency or a jurisdiction otherwise.',
    );
  return { agency, jurisdiction };
}

import { type GraphQLSchema, isInputObjectType, isObjectType } from 'graphql';
import { LONGEST_FORMULA } from '../../form/formulaTokens';
import type { TextRule } from '../../shared/text';

/** Any text that is not named below: so a new argument has a limit from the start. */
const DEFAULT_TEXT: TextRule = { most: 500 };
/** Any code or identifier that is not named below. */
const DEFAULT_ID: TextRule = { most: 200 };
/** A figure sent as text, and a note printed in a cell. */
export const FIGURE_TEXT: TextRule = { most: 500, lines: true, mayBeEmpty: true };

/** A text that says something of its own. An empty one says nothing; where something must be said, a finding names it. */
const prose = (rule: TextRule): TextRule => ({ ...rule, mayBeEmpty: true });
const NAME = prose({ most: 200 });
const REMARK = prose({ most: 4000, lines: true });
const REASON = prose({ most: 1000, lines: true });
/** Where a finding is: nowhere in particular, where it is about all of a document. */
const FINDING_PATH = prose(DEFAULT_TEXT);
const NARRATIVE = prose({ most: 200_000, lines: true });
const SECRET: TextRule = { most: 200, verbatim: true, mayBeEmpty: true };
const ADDRESS = prose({ most: 2000 });
/** The code of a value, which may be a formula. */
const VALUE: TextRule = { most: 1 + LONGEST_FORMULA };
/** The identifier of a roll-up says which agencies it adds: a thousand codes. */
const NODE_ID: TextRule = { most: 50_000 };

/** The rules of texts by where they are given: `Input.field`, or `Type.field.argument`. The schema's descriptions tell them. */
export const TEXT_RULES: Readonly<Record<string, TextRule>> = {
  'Query.node.id': NODE_ID,
  'Query.nodes.ids': NODE_ID,
  'RollUp.rows.values': VALUE,
  'RollUp.distribution.value': VALUE,
  'RollUpGroup.values.codes': VALUE,
  'RollUpChange.values.codes': VALUE,
  'GroupOrderInput.field': VALUE,
  'GroupConditionInput.value': VALUE,
  'ReportInput.overview': NARRATIVE,
  'ReportInput.problems': NARRATIVE,
  'ReportInput.otherMatters': NARRATIVE,
  'ReportInput.source': ADDRESS,
  'IndicatorInput.sentence': REMARK,
  'ExplanationInput.path': FINDING_PATH,
  'ExplanationInput.text': REMARK,
  'ImportExplanationInput.path': FINDING_PATH,
  'ImportExplanationInput.text': REMARK,
  'ReviewInput.comment': REMARK,
  'RemarkInput.text': REMARK,
  'ExplanationReviewInput.path': FINDING_PATH,
  'ExplanationReviewInput.comment': REMARK,
  'DeadlineInput.reason': REASON,
  'ExtensionInput.reason': REASON,
  'ReviewSettingInput.reason': REASON,
  'ReminderInput.note': REASON,
  'Mutation.undoImport.reason': REASON,
  'AddAgencyInput.name': NAME,
  'AddAgencyInput.nameEn': NAME,
  'RenameAgencyInput.name': NAME,
  'RenameAgencyInput.nameEn': NAME,
  'SplitPartInput.name': NAME,
  'SplitPartInput.nameEn': NAME,
  'CorrectAgencyInput.name': NAME,
  'CorrectAgencyInput.nameEn': NAME,
  'RenameJurisdictionInput.name': NAME,
  'RenameJurisdictionInput.nameEn': NAME,
  'CorrectJurisdictionInput.name': NAME,
  'CorrectJurisdictionInput.nameEn': NAME,
  'ConvertJurisdictionInput.name': NAME,
  'ConvertJurisdictionInput.nameEn': NAME,
  'PlacePartInput.name': NAME,
  'PlacePartInput.nameEn': NAME,
  'AddJurisdictionInput.name': NAME,
  'AddJurisdictionInput.nameEn': NAME,
  'IndicatorDefinitionInput.name': NAME,
  'IndicatorDefinitionInput.nameEn': NAME,
  'IndicatorDefinitionInput.unitZh': prose({ most: 20 }),
  'IndicatorDefinitionInput.unitEn': prose({ most: 20 }),
  'IndicatorDefinitionInput.descriptionZh': REMARK,
  'IndicatorDefinitionInput.descriptionEn': REMARK,
  'MeasureInput.labelZh': NAME,
  'MeasureInput.labelEn': NAME,
  'MeasureInput.unitZh': prose({ most: 20 }),
  'MeasureInput.unitEn': prose({ most: 40 }),
  'MeasureInput.formula': REASON,
  'MeasureInput.descriptionZh': REMARK,
  'MeasureInput.descriptionEn': REMARK,
  'CreateAccountInput.name': prose({ most: 100 }),
  'UpdateAccountInput.name': prose({ most: 100 }),
  'UpdateAccountInput.email': prose(DEFAULT_TEXT),
  'CreateApiKeyInput.purpose': NAME,
  'Mutation.startImport.note': prose(DEFAULT_TEXT),
  'WebhookInput.url': ADDRESS,
  'SignInInput.password': SECRET,
  'ChangePasswordInput.current': SECRET,
  'ChangePasswordInput.next': SECRET,
};

/**
 * The lists that are content and may be empty: such a list says that there is none, and where there must be one, a finding names it. Every other
 * list selects something, so that an empty one would select nothing, or everything.
 */
export const LISTS_OF_CONTENT: ReadonlySet<string> = new Set([
  'ReportInput.explanations',
  'ReportInput.indicators',
  'ReviewInput.remarks',
  'ImportReportInput.corrections',
  'ImportReportInput.explanations',
  'ReviewSettingInput.steps',
  'PlacePartInput.agencies',
  'PlacePartInput.children',
  'ConvertJurisdictionInput.codes',
  'MergeJurisdictionsInput.codes',
  'MoveJurisdictionInput.codes',
  'RecodeJurisdictionInput.codes',
  'SplitJurisdictionInput.codes',
  'MergeAgenciesInput.predecessors',
  'MergeJurisdictionsInput.predecessors',
  'SplitAgencyInput.into',
  'SplitJurisdictionInput.into',
  'WebhookInput.events',
  'ReminderInput.kinds',
]);

/** The rule of a text of a type at a place of the schema. */
export function ruleOf(place: string, type: string): TextRule {
  // The name of a variable may be that of something every object has.
  if (Object.hasOwn(TEXT_RULES, place)) return TEXT_RULES[place];
  return type === 'ID' ? DEFAULT_ID : DEFAULT_TEXT;
}

/** The least and the most of whole numbers by the name of their field, where the column of the database holds less than an Int. */
export const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  year: [1, 9999],
  years: [1, 9999],
  base: [1, 9999],
};

/** The range of whole numbers at a place of the schema, where there is one. */
export function rangeOf(place: string): readonly [number, number] | null {
  const name = place.slice(place.lastIndexOf('.') + 1);
  return Object.hasOwn(RANGES, name) ? RANGES[name] : null;
}

/** Tells the rules of texts in the descriptions of the schema. */
export function describeTextRules(schema: GraphQLSchema): void {
  const describe = (place: string, declared: { description?: string | null }) => {
    const rule = Object.hasOwn(TEXT_RULES, place) ? TEXT_RULES[place] : null;
    if (!rule) return;
    const [zh, en] = rule.lines ? ['可分行', ''] : ['一行', ' in one line'];
    declared.description = `${declared.description ?? ''} ${zh}，至多 ${rule.most} 字。At most ${rule.most} letters${en}.`;
  };
  for (const type of Object.values(schema.getTypeMap()))
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) describe(`${type.name}.${field.name}`, field);
    else if (isObjectType(type))
      for (const field of Object.values(type.getFields()))
        for (const argument of field.args) describe(`${type.name}.${field.name}.${argument.name}`, argument);
}

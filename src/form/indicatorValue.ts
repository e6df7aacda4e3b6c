/** Whether a text is the value of a supplementary indicator: a number from 0 with at most six decimals. */
export const isIndicatorValue = (text: string): boolean => /^\d{1,15}(\.\d{1,6})?$/.test(text);

/** What is said of a text that is no value of an indicator. */
export const NO_INDICATOR_VALUE = {
  code: 'indicator.value',
  zh: '指标值应为非负数，最多六位小数。',
  en: 'The value is a number from 0 with at most six decimals.',
} as const;

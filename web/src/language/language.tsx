import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { readStored, writeStored } from '../look/stored';

/** The languages of the pages. */
export type Language = 'zh' | 'en';

/** Returns a text in the language of the page. */
export type Translate = (zh: string, en: string) => string;

interface LanguageOfPage {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
  readonly t: Translate;
}

const LanguageContext = createContext<LanguageOfPage>({
  language: 'zh',
  setLanguage: () => {},
  t: (zh) => zh,
});

/** Gives the pages below a language: that chosen before, and Chinese at first. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => (readStored('language') === 'en' ? 'en' : 'zh'));
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    writeStored('language', language);
  }, [language]);
  const t: Translate = (zh, en) => (language === 'zh' ? zh : en);
  return <LanguageContext value={{ language, setLanguage, t }}>{children}</LanguageContext>;
}

/** Returns the language of the page, and how a text is said in it. */
export const useLanguage = (): LanguageOfPage => useContext(LanguageContext);

/** Something with a name in Chinese and, where it has one, in English. */
export interface Named {
  readonly name: string;
  readonly nameEn: string | null;
}

/** Returns how the names of agencies and places are said in the language of the page. */
export function useNames(): (named: Named) => string {
  const { language } = useLanguage();
  return ({ name, nameEn }) => (language === 'en' && nameEn ? nameEn : name);
}

/** Something with a label in both languages. */
export interface Labelled {
  readonly labelZh: string;
  readonly labelEn: string | null;
}

/** Returns how labels are said in the language of the page. */
export function useLabels(): (labelled: Labelled) => string {
  const { language } = useLanguage();
  return ({ labelZh, labelEn }) => (language === 'en' && labelEn ? labelEn : labelZh);
}

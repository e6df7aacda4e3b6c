import { ConfigProvider, theme } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { createContext, type ReactNode, useContext, useLayoutEffect, useState } from 'react';
import { useLanguage } from '../language/language';
import { readStored, writeStored } from './stored';
import { usePrinting } from './usePrinting';

/** How bright the pages are. */
export type Brightness = 'light' | 'dark';

const DARK = matchMedia('(prefers-color-scheme: dark)');
const FONTS =
  "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', sans-serif";
/** The one accent: white letters are read on it; in the dark, links are lighter than buttons. */
const ACCENT = '#1f5fa8';
const LINK: Readonly<Record<Brightness, string>> = { light: ACCENT, dark: '#6ea8e8' };

const BrightnessContext = createContext<{
  brightness: Brightness;
  setBrightness: (next: Brightness) => void;
}>({
  brightness: 'light',
  setBrightness: () => {},
});

/** Returns how bright the pages are, and how that is changed. */
export const useBrightness = () => useContext(BrightnessContext);

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;

/** Gives the pages below their look: one accent, dense tables, light or dark as chosen before or as the system is. */
export function LookProvider({ children }: { readonly children: ReactNode }) {
  const { language } = useLanguage();
  const isPrinting = usePrinting();
  const [chosen, setChosen] = useState<Brightness>(() => {
    const stored = readStored('brightness');
    if (stored === 'light' || stored === 'dark') return stored;
    return DARK.matches ? 'dark' : 'light';
  });
  // Paper is white.
  const brightness = isPrinting ? 'light' : chosen;
  useLayoutEffect(() => {
    document.documentElement.dataset.brightness = brightness;
  }, [brightness]);
  const change = (next: Brightness) => {
    writeStored('brightness', next);
    setChosen(next);
  };
  return (
    <BrightnessContext value={{ brightness, setBrightness: change }}>
      <ConfigProvider
        csp={{ nonce }}
        // What opens from a field of a dialog is part of it: a dialog lies over everything else of the page.
        getPopupContainer={(field) => field?.closest('dialog') ?? document.body}
        locale={language === 'zh' ? zhCN : enUS}
        theme={{
          algorithm: brightness === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
          token: {
            colorPrimary: ACCENT,
            colorLink: LINK[brightness],
            colorTextPlaceholder: brightness === 'dark' ? '#a5abb3' : '#5a5f66',
            fontFamily: FONTS,
            fontSize: 14,
            borderRadius: 2,
            wireframe: false,
            motion: false,
          },
        }}
      >
        {children}
      </ConfigProvider>
    </BrightnessContext>
  );
}

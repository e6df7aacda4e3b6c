import { useLanguage } from '../../language/language';
import type { Safety } from '../held/useHeld';
import type { Obstacle } from './useSave';

/** Where what was typed is: with the hub, or on this device, and what is in the way. */
export function SaveState({
  isChanged,
  isPending,
  obstacle,
  safety,
}: {
  readonly isChanged: boolean;
  readonly isPending: boolean;
  readonly obstacle: Obstacle | null;
  readonly safety: Safety;
}) {
  const { t } = useLanguage();
  const obstacles: Readonly<Record<Obstacle, string>> = {
    CONFLICT: t(
      '与别处保存的改动冲突，选定后继续保存。',
      'The same was stored otherwise elsewhere: choose, and saving goes on.',
    ),
    WRONG: t(
      '红色的格请填 0 或正整数（以万元为单位的金额可有小数，不适用填“／”），改正后保存。',
      'A red cell takes a whole number, 0 or more (an amount in 万元 may have decimals, "/" does not apply): correct it, and it is saved.',
    ),
    SESSION: t('登录已过期，重新登录后继续保存。', 'The session is over: sign in, and saving goes on.'),
    OFFLINE: t('连不上服务器，连上后自动保存。', 'The hub cannot be reached; it is saved when it can.'),
    REFUSED: t('服务器没有接受，见上。', 'The hub refused it, see above.'),
  };
  const where =
    safety === 'SAFE'
      ? t('已记在本机。', 'Held on this device. ')
      : safety === 'WRITING'
        ? t('正在记入本机…', 'Being written to this device … ')
        : t(
            '本浏览器不让记下键入的内容，保存前请勿关闭页面。',
            'This browser stores nothing: do not close the page before it is saved. ',
          );
  return (
    <span aria-live="polite" className="save-state">
      {isPending
        ? t('正在保存…', 'Saving …')
        : isChanged
          ? where + (obstacle ? obstacles[obstacle] : t('稍后自动保存。', 'It is saved in a moment.'))
          : t('已全部保存。', 'All is stored.')}
    </span>
  );
}

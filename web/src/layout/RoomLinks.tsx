import { Link, useLocation } from 'wouter';
import { useViewer } from '../api/viewer';
import { useLanguage } from '../language/language';
import { roomsOf } from './rooms';

/** The links to the rooms that who is signed in may enter. */
export function RoomLinks() {
  const { t } = useLanguage();
  const { viewer } = useViewer();
  const [location] = useLocation();
  const rooms = viewer ? roomsOf(viewer) : [];
  if (rooms.length === 0) return null;
  return (
    <nav className="rooms" aria-label={t('办理与管理', 'Desk and administration')}>
      {rooms.map(({ room: { path, zh, en }, address }) => (
        <Link
          key={path}
          href={address}
          aria-current={
            location === path || (path !== '/desk' && path !== '/admin' && location.startsWith(`${path}/`))
              ? 'page'
              : undefined
          }
        >
          {t(zh, en)}
        </Link>
      ))}
    </nav>
  );
}

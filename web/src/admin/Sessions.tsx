import { WebSessions } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { useLanguage } from '../language/language';
import { Room } from '../layout/Room';
import { ROOMS } from '../layout/rooms';
import { Answered, Part } from '../look/states';
import { OwnPassword } from './OwnPassword';
import { RefusedAttempts } from './RefusedAttempts';
import { SessionTable } from './SessionTable';

/** The own account: where it is signed in, and its password. */
export default function Sessions() {
  return (
    <Room room={ROOMS.sessions}>
      {({ username }) => (
        <>
          <OwnSessions />
          <RefusedAttempts account={null} />
          <OwnPassword username={username} />
        </>
      )}
    </Room>
  );
}

function OwnSessions() {
  const { t } = useLanguage();
  const result = useAnswer(WebSessions, {});
  return (
    <Part title={t('会话', 'Sessions')}>
      <p>
        {t(
          '您在这些地方登录着。有不认识的，请结束它并更改密码。',
          'You are signed in at these places. End one that you do not know, and change your password.',
        )}
      </p>
      <Answered result={result}>{({ sessions }) => <SessionTable sessions={sessions ?? []} />}</Answered>
    </Part>
  );
}

import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { Redirect } from 'wouter';
import { mayEnter, useViewer, type Viewer } from '../api/viewer';
import { SignedIn } from '../desk/SignedIn';
import { useLanguage } from '../language/language';
import { Failed, Nothing } from '../look/states';
import { usePageState } from '../place/usePageState';
import { placeOfRoom, ROOMS, type Room as RoomOfHub } from './rooms';

interface RoomOptions {
  readonly room: RoomOfHub;
  readonly children: (viewer: Viewer) => ReactNode;
}

/** A page for who may enter a room: others sign in, or are told that their roles do not allow it. A room of places opens at the reader's own. */
export const Room = (options: RoomOptions) => (
  <SignedIn>
    <RoomInside {...options} />
  </SignedIn>
);

function RoomInside({ room, children }: RoomOptions) {
  const { t } = useLanguage();
  const { viewer, error, again } = useViewer();
  const { state } = usePageState();
  if (error) return <Failed error={error} retry={again} />;
  if (!viewer) return <Skeleton active />;
  const place = placeOfRoom(viewer, room);
  if (place && !state.get('place'))
    return <Redirect to={`${room.path}?${new URLSearchParams([['place', place], ...state])}`} replace />;
  return (
    <>
      <h1>{t(room.zh, room.en)}</h1>
      {mayEnter(viewer, room) ? (
        children(viewer)
      ) : (
        <Nothing
          text={
            mayEnter(viewer, ROOMS.accounts)
              ? t(
                  '您的角色不含此页。可以在“账户与角色”授予办理它的人相应角色。',
                  'Your roles do not hold this page. Under “Accounts and roles” you can give a role to whom it is for.',
                )
              : t(
                  '您的角色不允许查看此页。如有需要，请管理员在相应范围授予角色。',
                  'Your roles do not allow this page. If you need it, ask an administrator for a role at the place.',
                )
          }
        />
      )}
    </>
  );
}

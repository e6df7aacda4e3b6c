import { useToken } from '../api/session';
import { Inbox } from './Inbox';
import { SignIn } from './SignIn';

/** The desk: what waits for who is signed in. */
export default function Desk() {
  return useToken() ? <Inbox /> : <SignIn />;
}

import { Inbox } from './Inbox';
import { SignedIn } from './SignedIn';

/** The desk: what waits for who is signed in. */
export default function Desk() {
  return (
    <SignedIn>
      <Inbox />
    </SignedIn>
  );
}

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { takeUpSession } from './api/provider';
import { shareSession } from './api/session';
import { START } from './api/start';
import { queryClient } from './api/useAnswer';
import './look/base.css';
import './look/layout.css';
import './look/tables.css';
import './look/long.css';
import './look/tiles.css';
import './look/board.css';
import './look/rooms.css';
import './look/parts.css';
import './look/print.css';

queryClient.prefetchQuery(START);
// What one person read is not for the next.
shareSession((isSame) => void (isSame ? queryClient.invalidateQueries() : queryClient.resetQueries()));
await takeUpSession();
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

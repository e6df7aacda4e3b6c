import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { takeUpSession } from './api/provider';
import './look/base.css';
import './look/layout.css';
import './look/tables.css';
import './look/tiles.css';
import './look/board.css';
import './look/rooms.css';
import './look/parts.css';
import './look/print.css';

await takeUpSession();
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

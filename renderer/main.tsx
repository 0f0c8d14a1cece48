import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { followAppearance } from './appearance.ts';
import { connectCounter } from './counter.ts';
import { followCounterStatus } from './counter-status.ts';
import { Entry } from './features/entry/entry.tsx';
import './styles/tokens.css';
import './styles/base.css';
import './styles/entry.css';

connectCounter();
followCounterStatus();

const place = document.getElementById('root');
if (place === null) throw new Error('the page has no place for the program');
const root = createRoot(place);

// The first frame has the right colours and language: the shell answers at once, the backend may take longer.
void followAppearance().then(() => {
  root.render(
    <StrictMode>
      <Entry />
    </StrictMode>,
  );
});

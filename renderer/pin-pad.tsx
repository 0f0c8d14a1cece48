import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { followAppearance } from './appearance.ts';
import { connectCounter } from './counter.ts';
import { PinPadPage } from './features/pin-pad/pin-pad-page.tsx';
import { shell } from './window-bridge.ts';
import './styles/tokens.css';
import './styles/base.css';
import './features/pin-pad/pin-pad.css';

connectCounter();

const place = document.getElementById('root');
if (place === null) throw new Error('the page has no place for the pad');
const root = createRoot(place);

void followAppearance()
  .then(() => shell.describeWindow({}))
  .then((outcome) => {
    root.render(
      <StrictMode>
        <PinPadPage request={outcome.ok ? outcome.value.pinPad : null} />
      </StrictMode>,
    );
  });

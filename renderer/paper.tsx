import { drawPaper } from './features/paper-window/draw-paper.tsx';
import './i18n/translations.ts';
import './fonts.ts';
import { shell } from './window-bridge.ts';
import './styles/tokens.css';
import './styles/base.css';

const place = document.getElementById('print-root');
if (place === null) throw new Error('the page has no place for the paper');

// What became of it the shell hears either way: nobody sees this window.
void drawPaper(place).then(
  (complete) => shell.paperDrawn({ complete }),
  () => shell.paperDrawn({ complete: false }),
);

import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';

const lines = [
  ['F1', 'help'],
  ['F2', 'search'],
  ['F3', 'services'],
  ['F4', 'print'],
  ['F5', 'reader'],
  ['F6', 'work'],
  ['F7', 'reveal'],
  ['F8', 'suspend'],
  ['F9', 'spoil'],
  ['F10', 'submit'],
  ['Esc', 'back'],
  ['Enter', 'enter'],
  ['Shift+Enter', 'shiftEnter'],
  ['↑ ↓', 'arrows'],
  ['1 – 9', 'offers'],
  ['Ctrl+L', 'lock'],
] as const;

/** F1: every key, and what a scanner does. */
export function HelpDialog(props: { readonly open: boolean; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  return (
    <Dialog open={props.open} title={t('help.title')} onClose={props.onClose} width={640}>
      <dl className="help-keys">
        {lines.map(([key, text]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`help.${text}`)}</dd>
          </div>
        ))}
      </dl>
      <p className="say">{t('help.scan')}</p>
    </Dialog>
  );
}

import { Modal } from 'antd';
import type { PropsWithChildren, ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyLayer, useFunctionKey } from './function-keys.ts';

interface DialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly onClose: () => void;
  /** The one thing that the dialogue is for; F10. Without it the dialogue only shows something. */
  readonly submit?: {
    readonly label: string;
    readonly busy: boolean;
    readonly danger?: boolean;
    readonly run: () => void;
  };
  readonly width?: number;
}

/** A question above the page: F10 does it, Esc leaves; the keys of the page rest meanwhile. */
export function Dialog(props: PropsWithChildren<DialogProps>): ReactElement {
  const { t } = useTranslation();
  return (
    <Modal
      open={props.open}
      title={props.title}
      width={props.width ?? 520}
      onCancel={props.onClose}
      keyboard={false}
      mask={{ closable: false }}
      destroyOnHidden
      closable={false}
      footer={
        <div className="dialog-buttons">
          <button type="button" className="button" onClick={props.onClose}>
            <kbd>Esc</kbd>
            {t(props.submit === undefined ? 'common.close' : 'common.cancel')}
          </button>
          {props.submit !== undefined && (
            <button
              type="button"
              className={`button primary${props.submit.danger === true ? ' danger' : ''}`}
              aria-disabled={props.submit.busy}
              onClick={props.submit.run}
            >
              {props.submit.label}
              <kbd>F10</kbd>
            </button>
          )}
        </div>
      }
    >
      <KeyLayer value={1}>
        {props.open && <DialogKeys {...props} />}
        {props.children}
      </KeyLayer>
    </Modal>
  );
}

function DialogKeys(props: DialogProps): null {
  const { t } = useTranslation();
  const { submit } = props;
  useFunctionKey('Escape', t(submit === undefined ? 'common.close' : 'common.cancel'), props.onClose);
  useFunctionKey('F10', submit?.label ?? '', submit === undefined || submit.busy ? null : submit.run);
  return null;
}

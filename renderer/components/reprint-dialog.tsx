import { Input, Radio } from 'antd';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { reprintReasons, type ReprintReason } from '../../domain/records/paper-print.ts';
import { Dialog } from './dialog.tsx';
import { belongsToInputMethod } from './input-method.ts';

/** Why a paper is printed once more, and what the clerk says beside it. */
export interface ReprintWords {
  readonly reason: ReprintReason;
  readonly note: string | null;
}

/** The first letter of each reason: of its word in English, of its pinyin in Chinese. */
const letters: Readonly<Record<'en' | 'zh', Readonly<Record<ReprintReason, string>>>> = {
  en: { damaged: 'd', 'not-printed-well': 'n', lost: 'l', 'asked-for-again': 'a', other: 'o' },
  zh: { damaged: 's', 'not-printed-well': 'd', lost: 'y', 'asked-for-again': 'z', other: 'q' },
};

/** 补打原因: one key chooses the reason, by its digit or first letter, and Enter prints. */
export function ReprintDialog(props: {
  /** The paper as it is called on the screen. */
  readonly paper: string;
  /** What the paper will say. */
  readonly number: number;
  readonly onChosen: (words: ReprintWords) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { t, i18n } = useTranslation();
  const [reason, setReason] = useState<ReprintReason | null>(null);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const letterOf = letters[i18n.language === 'zh-CN' ? 'zh' : 'en'];
  const isNoteMissing = reason === 'other' && note.trim() === '';

  useEffect(() => {
    // The dialogue puts the cursor on its frame first.
    const frame = requestAnimationFrame(() => body.current?.querySelector('input')?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);

  function submit(): void {
    setTried(true);
    if (reason === null || isNoteMissing) return;
    props.onChosen({ reason, note: note.trim() === '' ? null : note.trim() });
  }

  function choose(chosen: ReprintReason): void {
    setReason(chosen);
    if (chosen === 'other') body.current?.querySelector<HTMLInputElement>('input[type="text"]')?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.ctrlKey || event.altKey || event.metaKey || belongsToInputMethod(event.nativeEvent)) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      submit();
      return;
    }
    const isWriting = event.target instanceof HTMLInputElement && event.target.type === 'text';
    if (isWriting) return;
    const chosen = reprintReasons.find(
      (one, index) => event.key === String(index + 1) || event.key.toLowerCase() === letterOf[one],
    );
    if (chosen === undefined) return;
    event.preventDefault();
    choose(chosen);
  }

  return (
    <Dialog
      open
      title={t('reprint.title', { paper: props.paper, number: props.number })}
      onClose={props.onClose}
      submit={{ label: t('reprint.submit'), busy: false, run: submit }}
    >
      <div ref={body} onKeyDown={onKeyDown} role="group" aria-label={t('reprint.reason')}>
        <p className="soft">{t('reprint.explanation', { number: props.number })}</p>
        <Radio.Group
          className="reasons"
          value={reason}
          aria-label={t('reprint.reason')}
          onChange={(event) => choose(event.target.value as ReprintReason)}
          options={reprintReasons.map((value, index) => ({
            value,
            label: (
              <>
                {t(`reprint.reason-${value}`)} <kbd>{index + 1}</kbd>{' '}
                <kbd>{letterOf[value].toUpperCase()}</kbd>
              </>
            ),
          }))}
          vertical
        />
        {tried && reason === null && (
          <p className="field-error" role="alert">
            {t('reprint.choose')}
          </p>
        )}
        <label className="dialog-field">
          <span className="soft">{t(reason === 'other' ? 'reprint.noteNeeded' : 'reprint.note')}</span>
          <Input
            type="text"
            value={note}
            maxLength={200}
            status={tried && isNoteMissing ? 'error' : ''}
            onChange={(event) => setNote(event.target.value)}
          />
        </label>
        {tried && isNoteMissing && (
          <p className="field-error" role="alert">
            {t('reprint.noteMissing')}
          </p>
        )}
      </div>
    </Dialog>
  );
}

import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { belongsToInputMethod } from '../../components/input-method.ts';

/** For a number that the scanner does not read: typed, and Enter. */
export function FieldScan(props: {
  readonly label: string;
  readonly onText: (text: string) => void;
  readonly autoFocus?: boolean;
}): ReactElement {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  return (
    <label className="dialog-field">
      <span className="soft">{props.label}</span>
      <input
        className="input number"
        autoComplete="off"
        autoFocus={props.autoFocus}
        maxLength={40}
        placeholder={t('parcel.scanHint')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || belongsToInputMethod(event.nativeEvent)) return;
          event.preventDefault();
          const text = typed.replace(/\s/g, '').toUpperCase();
          if (text === '') return;
          setTyped('');
          props.onText(text);
        }}
      />
    </label>
  );
}

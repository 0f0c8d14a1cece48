import { Input } from 'antd';
import { useId, useState, type ReactElement } from 'react';
import { Field } from './field.tsx';

/** Why something is done, in the clerk's own words. */
export interface ReasonForm {
  /** Of the element, under which its label and sentence know it. */
  readonly id: string;
  readonly text: string;
  readonly isMissing: boolean;
  readonly change: (text: string) => void;
  /** The reason without blanks around it; null where there is none, which the field says then and takes the cursor. */
  readonly read: () => string | null;
}

/** The reason of one form. */
export function useReason(): ReasonForm {
  const id = useId();
  const [text, setText] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  return {
    id,
    text,
    isMissing,
    change: (typed) => {
      setText(typed);
      setIsMissing(false);
    },
    read: () => {
      const reason = text.trim();
      setIsMissing(reason === '');
      if (reason !== '') return reason;
      document.getElementById(id)?.focus();
      return null;
    },
  };
}

/** The field of a reason, as everywhere: two lines, and what is wrong with it below. */
export function ReasonField(props: {
  readonly reason: ReasonForm;
  readonly label: string;
  /** What is said where none was given. */
  readonly missing: string;
  readonly autoFocus?: boolean;
}): ReactElement {
  const { id, text, isMissing, change } = props.reason;
  return (
    <Field id={id} label={props.label} error={isMissing ? props.missing : undefined}>
      <Input.TextArea
        id={id}
        rows={2}
        maxLength={200}
        autoFocus={props.autoFocus ?? false}
        value={text}
        status={isMissing ? 'error' : ''}
        aria-invalid={isMissing}
        aria-describedby={`${id}-error`}
        onChange={(event) => change(event.target.value)}
      />
    </Field>
  );
}

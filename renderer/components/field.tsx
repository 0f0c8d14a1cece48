import type { ReactElement, ReactNode } from 'react';

/** A label, its field, and the sentence about it below. */
export function Field(props: {
  readonly id: string;
  readonly label: string;
  readonly error?: string | undefined;
  readonly hint?: ReactNode;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <>
      <label htmlFor={props.id}>{props.label}</label>
      <div className="form-field">
        {props.children}
        {props.error !== undefined ? (
          <p id={`${props.id}-error`} className="field-error" role="alert">
            {props.error}
          </p>
        ) : (
          props.hint
        )}
      </div>
    </>
  );
}

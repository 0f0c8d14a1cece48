import { Checkbox } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { fewestAnswers } from '../../../domain/card-loss/report-loss.ts';
import { identityQuestions, type IdentityQuestion } from '../../../domain/card-loss/card-loss-requests.ts';

/** 口头挂失: which of the questions were answered rightly. The answers themselves are never typed in. */
export function IdentityQuestions(props: {
  readonly answered: readonly IdentityQuestion[];
  /** The sentence about what was chosen, if there is one. */
  readonly error: string | null;
  readonly onChange: (answered: readonly IdentityQuestion[]) => void;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <p className="soft">{t('card-loss.askQuestions', { count: fewestAnswers })}</p>
      <Checkbox.Group<IdentityQuestion>
        className="questions"
        value={[...props.answered]}
        onChange={props.onChange}
        options={identityQuestions.map((value) => ({ value, label: t(`card-loss.question-${value}`) }))}
      />
      {props.error !== null && (
        <p className="field-error" role="alert">
          {props.error}
        </p>
      )}
    </>
  );
}

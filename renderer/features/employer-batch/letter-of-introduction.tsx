import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../contract/envelope.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Step } from '../issue-card/step.tsx';
import type { Letter, LetterForm } from './letter-form.ts';
import { LetterStep } from './letter-step.tsx';

/** The first step of whatever an employer's list is brought for: its letter and who brings it, typed or read with F5. */
export function LetterOfIntroduction(props: {
  readonly form: LetterForm;
  /** The letter that was checked; null while it is the step to do. */
  readonly letter: Letter | null;
  readonly reader: { readonly failure: Failure | null; readonly read: () => void };
  readonly onSubmit: (letter: Letter) => Promise<void>;
}): ReactElement {
  const { t } = useTranslation();
  const { letter, reader } = props;
  return (
    <Step
      number={1}
      title={t('batch.step-letter')}
      state={letter === null ? 'now' : 'done'}
      summary={
        letter === null ? (
          <button type="button" className="link" onClick={reader.read}>
            {t('issue-card.read')} <kbd>F5</kbd>
          </button>
        ) : (
          `${letter.letterNumber} · ${letter.letterDate} · ${letter.agent.name}`
        )
      }
    >
      <LetterStep form={props.form} onSubmit={props.onSubmit} />
      <FailureNotice failure={reader.failure} fate="not-read">
        <p>{t('issue-card.typeInstead')}</p>
      </FailureNotice>
    </Step>
  );
}

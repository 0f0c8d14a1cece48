import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../contract/envelope.ts';
import type { Refusal } from '../../domain/command/refusal.ts';
import { isResultUnknown } from '../counter-client.ts';
import {
  failureSentence,
  refusalAdvice,
  refusalSentenceInList,
  unknownResultSentence,
} from './refusal-sentence.ts';

/** What became of the work: said first, before the reason. */
export type WorkFate = 'not-saved' | 'not-entered' | 'not-read' | 'not-refreshed' | 'not-printed' | 'saved';

/** What only reads has saved nothing, whatever became of it. */
const onlyReads: readonly WorkFate[] = ['not-read', 'not-refreshed'];

/** A failure where it happened: what became of the work, why, and every refusal with its basis. */
export function FailureNotice(props: {
  readonly failure: Failure | null;
  readonly fate: WorkFate;
  readonly children?: ReactNode;
}): ReactElement | null {
  const { t, i18n } = useTranslation();
  const { failure } = props;
  if (failure === null) return null;
  const isUnknown = isResultUnknown(failure) && !onlyReads.includes(props.fate);
  return (
    <div className="notice bad" role="alert">
      <strong>{t(isUnknown ? 'failure.unknown' : `failure.${props.fate}`)}</strong>
      {failure.code === 'refused' ? (
        <RefusalList refusals={failure.refusals} />
      ) : (
        <p>{isUnknown ? unknownResultSentence(i18n, failure) : failureSentence(i18n, failure)}</p>
      )}
      {failure.problems.map((problem) => (
        <p key={`${problem.path}/${problem.code}`}>{t(`input.${problem.code}`, problem.params)}</p>
      ))}
      {isUnknown && <p>{t('failure.unknown-then')}</p>}
      {props.children}
    </div>
  );
}

/** Every reason at once (一次性告知), each with what would change it, and its basis on demand. */
export function RefusalList(props: { readonly refusals: readonly Refusal[] }): ReactElement {
  const { t, i18n } = useTranslation();
  return (
    <ul className="refusals">
      {props.refusals.map((refusal) => {
        const advice = refusalAdvice(i18n, refusal);
        return (
          <li key={`${refusal.code}/${refusal.field ?? ''}`}>
            <span>{refusalSentenceInList(i18n, refusal)}</span>
            {advice !== null && <span className="advice">{advice}</span>}
            <details>
              <summary>{t('failure.basis')}</summary>
              {t(`basis.${refusal.basis}`)}
            </details>
          </li>
        );
      })}
    </ul>
  );
}

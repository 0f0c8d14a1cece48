import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

/** Which kinds of identity questions were answered rightly, as the service keeps them. */
export function AnsweredQuestions(props: { readonly note: string }): ReactElement {
  const { t } = useTranslation();
  const kinds = props.note.split(' ').map((kind) => t(`card-loss.question-${kind}`));
  return <>{t('card-loss.answered', { kinds: kinds.join(' · ') })}</>;
}

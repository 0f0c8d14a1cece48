import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperVerification } from '../../contract/paper-verification.ts';

/**
 * Beside the preview of a paper: that another one has replaced it, that its code is awaited, or that it is there and a sheet of before is out without it: that is
 * another paper than the one with the code, and is to be exchanged.
 */
export function VerificationNews(props: { readonly verification: PaperVerification }): ReactElement | null {
  const { t } = useTranslation();
  const { verification } = props;
  if (verification === null) return null;
  const { code, state, replacedBy, isOutWithoutCode } = verification;
  if (state === 'replaced') {
    return <p role="status">{t('verification.replacedNews', { number: replacedBy })}</p>;
  }
  if (state !== 'standing') return null;
  if (code === null) return <p role="status">{t('verification.awaited')}</p>;
  return isOutWithoutCode ? <p role="status">{t('verification.confirmedSince', { code })}</p> : null;
}

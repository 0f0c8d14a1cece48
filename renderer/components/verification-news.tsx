import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperVerification } from '../../contract/paper-verification.ts';

/**
 * Beside the preview of a paper: that its code is awaited, or that it is there and a sheet of before is out without it: that is
 * another paper than the one with the code, and is to be exchanged.
 */
export function VerificationNews(props: { readonly verification: PaperVerification }): ReactElement | null {
  const { t } = useTranslation();
  const { verification } = props;
  if (verification?.state !== 'standing') return null;
  const { code, isOutWithoutCode } = verification;
  if (code === null) return <p role="status">{t('verification.awaited')}</p>;
  return isOutWithoutCode ? <p role="status">{t('verification.confirmedSince', { code })}</p> : null;
}

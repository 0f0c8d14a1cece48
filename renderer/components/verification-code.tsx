import type { TFunction } from 'i18next';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperVerification } from '../../contract/paper-verification.ts';
import { minuteOf } from './formatting.ts';
import { qrCode } from './paper-codes.ts';
import './verification-code.css';

/** A paper that is registered, as whoever holds it has it checked. */
type Registered = NonNullable<PaperVerification>;

/** The code 核验码 of a paper, or in its place why there is none. */
export function verificationText(t: TFunction, { code, state }: Registered): string {
  switch (state) {
    case 'standing':
      return code ?? t('verification.pending');
    case 'withdrawn':
      return t('verification.void');
    case 'replaced':
      return t('verification.replaced');
    default:
      return state satisfies never;
  }
}

/**
 * How the paper is checked: by the code and the number on the central office's public page, or by a phone that reads both. It
 * is no seal and looks like none. Until the central office has confirmed the paper it says so, and is provisional.
 */
export function VerificationCode(props: {
  readonly verification: PaperVerification;
  /** Whether the paper has the code among its fields already: then it is not said twice. */
  readonly isCodeAbove?: boolean;
}): ReactElement | null {
  const { i18n } = useTranslation();
  const { verification, isCodeAbove = false } = props;
  if (verification === null) return null;
  const { link, state } = verification;
  const say = (t: TFunction) => howToCheck(t, verification, isCodeAbove);
  const t = i18n.getFixedT('zh-CN');
  const english = i18n.getFixedT('en');
  return (
    <section className="paper-verification">
      {link !== null && state === 'standing' && <img src={qrCode(link)} alt="" />}
      <div>
        {!isCodeAbove && (
          <p className="paper-verification-code">
            {t('verification.code')} <small lang="en">{english('verification.code')}</small>
            <b>{verificationText(t, verification)}</b>
          </p>
        )}
        <p>
          {say(t)}
          <small lang="en">{say(english)}</small>
        </p>
      </div>
    </section>
  );
}

/** How it is checked, or why it is not worth checking. */
function howToCheck(t: TFunction, verification: Registered, isCertificate: boolean): string {
  const { code, page, state, stateAt, replacedBy } = verification;
  const said = {
    page: page ?? t('verification.pageUnknown'),
    time: stateAt === null ? '' : minuteOf(stateAt),
    number: replacedBy,
  };
  switch (state) {
    case 'standing':
      if (code === null) return t('verification.provisional');
      return t(isCertificate ? 'verification.howToCertificate' : 'verification.howTo', said);
    case 'withdrawn':
      return t('verification.voidSince', said);
    case 'replaced':
      return t('verification.replacedSince', said);
    default:
      return state satisfies never;
  }
}

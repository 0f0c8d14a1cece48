import { Link } from '@tanstack/react-router';
import { useState, type ReactElement, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonPage } from '../../../contract/counter-views.ts';
import { formatYuan } from '../../../domain/money/fen.ts';
import { useCounterQuery } from '../../components/counter-queries.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { PersonName } from '../../components/person-name.tsx';
import { CardStatusTag } from '../../components/tags.tsx';
import { RevealDialog } from './reveal-dialog.tsx';
import { useRevealedNumber } from './revealed-number.ts';

const insuranceTone = { '1': 'ok', '2': 'warn', '3': '' } as const;
const accountTone = { open: 'ok', sealed: 'warn', closed: '' } as const;
const bankTone = { 'not-activated': 'warn', active: 'ok', frozen: 'bad' } as const;

/** Who stands at the counter, and how his card and his two accounts do. */
export function PersonHeader(props: {
  readonly page: PersonPage;
  readonly headingRef: RefObject<HTMLHeadingElement | null>;
}): ReactElement {
  const { t } = useTranslation();
  const { page, headingRef } = props;
  const [asking, setAsking] = useState(false);
  const { revealed, show } = useRevealedNumber(page.personId);
  const photo = useCounterQuery('getRegisteredPhoto', { personId: page.personId });
  useFunctionKey('F7', t('keys.reveal'), revealed === null ? () => setAsking(true) : null);

  const card = page.cards.find((one) => one.status !== '9' && one.making !== '09');
  return (
    <section className="card person-header">
      {photo.data === undefined ? (
        <div className="photo" aria-hidden="true" />
      ) : (
        <img className="photo" src={photo.data.photo} alt={t('person.photo')} />
      )}
      <div className="person-who">
        <h1 ref={headingRef} tabIndex={-1}>
          <PersonName name={page.name} />
          <span className="person-facts">
            {[t(`sex.${page.sex}`), page.birthDate, t('person.age', { count: page.age })].join(' · ')}
          </span>
        </h1>
        <p className="soft">
          <span className="personal number">{revealed ?? page.maskedNumber}</span>{' '}
          {revealed === null && (
            <button type="button" className="link" onClick={() => setAsking(true)}>
              {t('person.reveal')} F7
            </button>
          )}{' '}
          ·{' '}
          {page.employerId === null || page.employerName === null ? (
            t('person.noEmployer')
          ) : (
            <Link className="link" to="/employers/$employerId" params={{ employerId: page.employerId }}>
              {page.employerName}
            </Link>
          )}
        </p>
        {page.deceasedOn !== null && (
          <p>
            <span className="tag bad">{t('person.deceased', { date: page.deceasedOn })}</span>
          </p>
        )}
      </div>
      <Fact label={t('person.card')}>
        {card === undefined ? (
          <span className="tag">{t('card-status.none')}</span>
        ) : (
          <>
            <CardStatusTag status={card.status} before={card.statusBeforeLoss} />{' '}
            {t('person.tail', { tail: card.cardNumber.slice(-4) })}
          </>
        )}
      </Fact>
      <Fact label={t('person.balance')}>
        {page.personalAccount === null ? (
          <span className="tag">{t('person.noAccount')}</span>
        ) : (
          <>
            <b className="amount">{t('person.yuan', { amount: formatYuan(page.personalAccount.balance) })}</b>
            {page.personalAccount.status !== 'open' && (
              <span className={`tag ${accountTone[page.personalAccount.status]}`}>
                {t(`account-status.${page.personalAccount.status}`)}
              </span>
            )}
          </>
        )}
      </Fact>
      <Fact label={t('person.insurance')}>
        {page.retiredFrom === null ? (
          <span className={`tag ${insuranceTone[page.insuranceStatus]}`}>
            {t(`insurance-status.${page.insuranceStatus}`)}
          </span>
        ) : (
          <>
            <span className="tag ok">{t('insurance-status.retired')}</span>
            <span>{t('person.retiredFrom', { month: page.retiredFrom })}</span>
          </>
        )}
      </Fact>
      <Fact label={t('person.financialAccount')}>
        {page.financialAccount === null ? (
          <span className="tag">{t('person.noAccount')}</span>
        ) : (
          <>
            <span className={`tag ${bankTone[page.financialAccount.status]}`}>
              {t(`bank-status.${page.financialAccount.status}`)}
            </span>
            <span className="soft">{page.financialAccount.bankName}</span>
          </>
        )}
      </Fact>
      <RevealDialog
        personId={page.personId}
        open={asking}
        onClose={() => setAsking(false)}
        onRevealed={(number) => {
          setAsking(false);
          show(number);
        }}
      />
    </section>
  );
}

function Fact(props: { readonly label: string; readonly children: React.ReactNode }): ReactElement {
  return (
    <div className="person-fact">
      <div className="soft">{props.label}</div>
      <div className="person-fact-value">{props.children}</div>
    </div>
  );
}

import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerSlip } from '../../../contract/inquiry-views.ts';
import { DrawnText } from '../../components/drawn-text.tsx';
import { minuteOf } from '../../components/formatting.ts';
import { reasonSentence } from '../person/reason-sentence.ts';
import { makeGoodBasis, makeGoodSentence, pooledSentence } from '../person/rights-sentences.ts';
import { areaValue } from './area-value.ts';
import '../../components/paper.css';
import '../inquiry/inquiry.css';

/**
 * 答复单, half a sheet of A4: the question, what the pooled fund and the personal account answer, why, what it rests on,
 * and what would help. Paper is Chinese, with the English below each heading.
 */
export function AnswerSlipPaper(props: { readonly slip: AnswerSlip }): ReactElement {
  const { i18n } = useTranslation();
  const t = i18n.getFixedT('zh-CN');
  const english = i18n.getFixedT('en');
  const { slip } = props;
  const { month, explained, today } = slip;
  const pooled = month === null ? today.pooled : (explained?.pooled ?? null);
  const personal = month === null ? today.balance.reason : (explained?.personal.reason ?? null);
  const makeGood = makeGoodSentence(t, 'zh-CN', today);
  const bases = [...new Set([pooled?.reason.basis, personal?.basis, makeGoodBasis(today)])].filter(
    (basis) => basis !== undefined,
  );
  const question = (say: typeof t) =>
    month === null ? say('answer-slip.today', { date: slip.on }) : say('answer-slip.month', { month });
  const heading = (key: string) => (
    <h2>
      {t(key)}
      <small lang="en">{english(key)}</small>
    </h2>
  );
  return (
    <article className="paper answers" lang="zh-CN">
      {slip.reprint > 0 && (
        <div className="paper-reprint">{t('receipt.reprint', { number: slip.reprint })}</div>
      )}
      <h1>{t('answer-slip.title')}</h1>
      <p className="paper-sub">
        {english('answer-slip.title')} · {slip.officeName}
      </p>
      <dl className="paper-facts many">
        {(
          [
            ['receipt.name', slip.personName],
            ['receipt.number', slip.maskedNumber],
            ['answer-slip.question', question(t)],
            [
              'answer-slip.contribution',
              month === null
                ? t('person.total', { years: today.years, months: today.monthsBeyond })
                : t(explained === null ? 'rights.nothingRecorded' : `month.${explained.status}`),
            ],
          ] as const
        ).map(([key, value]) => (
          <div key={key}>
            <dt>
              {t(key)}
              <small lang="en">{english(key)}</small>
            </dt>
            <dd>
              <DrawnText text={value} />
            </dd>
          </div>
        ))}
      </dl>
      {pooled !== null && (
        <section className="paper-part">
          {heading('rights.pooled')}
          <p>
            <b>{t(`rights.pooled-${pooled.answer}`)}。</b>
            {month === null ? pooledSentence(t, today) : reasonSentence(t, pooled.reason)}
          </p>
        </section>
      )}
      {personal !== null && (
        <section className="paper-part">
          {heading('rights.personal')}
          <p>{reasonSentence(t, personal)}</p>
        </section>
      )}
      {makeGood !== null && (
        <section className="paper-part">
          {heading('answer-slip.help')}
          <p>{makeGood}</p>
        </section>
      )}
      <section className="paper-part">
        {heading('answer-slip.basis')}
        <div className="paper-basis">
          {bases.map((basis) => (
            <p key={basis}>{t(`basis.${basis}`)}</p>
          ))}
          <p>
            {t('answer-slip.parameters', { date: slip.on })}
            {slip.parameters
              .map((one) =>
                t('answer-slip.parameter', {
                  name: t(`area-parameter.${one.name}`),
                  value: areaValue(t, one),
                  from: one.validFrom,
                  source: one.source,
                }),
              )
              .join('；')}
            {slip.parameters.length === 0 && t('answer-slip.noParameters')}
          </p>
        </div>
      </section>
      {slip.waiting && <p className="paper-lead framed">{t('inquiry.waiting')}</p>}
      <footer className="paper-foot plain">
        <div className="paper-foot-text">
          <span>{t('answer-slip.lead')}</span>
          <span>
            {slip.asOf !== null && `${t('receipt.asOf', { time: minuteOf(slip.asOf) })} · `}
            {t('receipt.printedAt', { time: minuteOf(slip.printedAt) })} · {t('receipt.clerk')}{' '}
            {slip.clerkName} · {t('status.window', { number: slip.workstationNumber })}
          </span>
          <span>
            {slip.officeName}，{slip.officeAddress}，{slip.officePhone}
          </span>
        </div>
      </footer>
    </article>
  );
}

import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CounterStatus } from '../../../contract/counter-views.ts';
import type { Refusal } from '../../../domain/command/refusal.ts';
import '../../components/paper.css';
import { refusalAdvice, refusalSentence, sentencesIn } from '../../components/refusal-sentence.ts';

/** 一次性告知单: everything that is missing, at one time, for the citizen to take home. */
export function OneTimeNotice(props: {
  readonly status: CounterStatus;
  readonly personName: string;
  readonly maskedNumber: string;
  readonly refusals: readonly Refusal[];
}): ReactElement {
  const { i18n } = useTranslation();
  // Paper for a citizen is Chinese, whatever language the clerk's screen speaks, with the title in English below.
  const chinese = sentencesIn(i18n, 'zh-CN');
  const { t } = chinese;
  const english = i18n.getFixedT('en');
  const { status } = props;
  const facts = [
    ['receipt.name', props.personName],
    ['receipt.number', props.maskedNumber],
    ['notice.service', t('service-kind.issue-card')],
    ['notice.date', status.today],
  ] as const;
  return (
    <article className="paper" lang="zh-CN">
      <h1>{t('notice.title')}</h1>
      <p className="paper-sub">
        {english('notice.title')} · {status.office?.name}
      </p>
      <dl className="paper-facts">
        {facts.map(([key, value]) => (
          <div key={key}>
            <dt>
              {t(key)}
              <small lang="en">{english(key)}</small>
            </dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="paper-lead">{t('notice.lead')}</p>
      <ol className="paper-list">
        {props.refusals.map((refusal) => (
          <li key={`${refusal.code}/${refusal.field ?? ''}`}>
            {refusalSentence(chinese, refusal)}
            <span>
              {refusalAdvice(chinese, refusal)} {t('failure.basis')}：{t(`basis.${refusal.basis}`)}
            </span>
          </li>
        ))}
      </ol>
      <footer className="paper-foot plain">
        <span>
          {t('receipt.clerk')} {status.clerk?.name} ·{' '}
          {t('status.window', { number: status.workstation?.number ?? 0 })}
        </span>
        <span>{t('notice.keep')}</span>
      </footer>
    </article>
  );
}

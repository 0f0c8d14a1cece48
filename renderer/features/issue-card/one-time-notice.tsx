import { App } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { succeed } from '../../../contract/envelope.ts';
import type { CounterStatus, PersonPage } from '../../../contract/counter-views.ts';
import type { Refusal } from '../../../domain/command/refusal.ts';
import type { ApplicationChannel } from '../../../domain/issuance/issue-card-requests.ts';
import type { CardApplicationType } from '../../../domain/records/records.ts';
import { DrawnText } from '../../components/drawn-text.tsx';
import { usePrint } from '../../components/print.tsx';
import '../../components/paper.css';
import {
  failureSentence,
  refusalAdvice,
  refusalSentenceInList,
  sentencesIn,
} from '../../components/refusal-sentence.ts';
import { useKnownCounterStatus } from '../../counter-status.ts';
import { serviceOfType } from './applicant-choice.tsx';

/** 一次性告知单: everything that is missing, at one time, for the citizen to take home. */
function OneTimeNotice(props: {
  readonly status: CounterStatus;
  readonly personName: string;
  readonly maskedNumber: string;
  readonly channel: ApplicationChannel;
  readonly applicationType: CardApplicationType;
  /** How many times a notice was printed for this person before. */
  readonly printed: number;
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
    ['notice.service', t(`service-kind.${serviceOfType(props.applicationType)}`)],
    ['notice.channel', t(`channel.${props.channel}`)],
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
            <dd>
              <DrawnText text={value} />
            </dd>
          </div>
        ))}
      </dl>
      <p className="paper-lead">{t('notice.lead')}</p>
      <ol className="paper-list">
        {props.refusals.map((refusal) => (
          <li key={`${refusal.code}/${refusal.field ?? ''}`}>
            {refusalSentenceInList(chinese, refusal)}
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
        <span>
          {props.printed > 0 && `${t('notice.printed', { number: props.printed + 1 })} · `}
          {t('notice.keep')}
        </span>
      </footer>
    </article>
  );
}

/** Prints the notice: recorded first like every paper, although there is no service number yet. */
export function usePrintNotice(told: {
  readonly page: PersonPage;
  readonly channel: ApplicationChannel;
  readonly applicationType: CardApplicationType;
}): (refusals: readonly Refusal[]) => void {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const print = usePrint();
  const status = useKnownCounterStatus();
  const { page, channel, applicationType } = told;

  function printNotice(refusals: readonly Refusal[]) {
    return print({
      paper: 'one-time-notice',
      record: { paper: 'one-time-notice', personId: page.personId },
      sheet: (printed) =>
        succeed(
          <OneTimeNotice
            status={status}
            personName={page.name}
            maskedNumber={page.maskedNumber}
            channel={channel}
            applicationType={applicationType}
            printed={printed}
            refusals={refusals}
          />,
        ),
    });
  }

  return (refusals) =>
    void printNotice(refusals).then((outcome) => {
      if (outcome.ok) return;
      void message.error(`${t('failure.not-printed')} ${failureSentence(i18n, outcome.error)}`);
    });
}

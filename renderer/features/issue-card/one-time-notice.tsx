import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CounterStatus } from '../../../contract/counter-views.ts';
import type { Refusal } from '../../../domain/command/refusal.ts';
import type { ApplicationChannel } from '../../../domain/issuance/issue-card-requests.ts';
import type { CardApplicationType } from '../../../domain/records/records.ts';
import { DrawnText } from '../../components/drawn-text.tsx';
import { originHere, PaperFoot } from '../../components/paper-foot.tsx';
import type { PaperBlock } from '../../components/sheets/paper-block.tsx';
import { ContinuedName, factsBlock } from '../../components/sheets/paper-facts.tsx';
import { PaperHead } from '../../components/sheets/paper-head.tsx';
import { PaperSheets } from '../../components/sheets/paper-sheets.tsx';
import { refusalAdvice, refusalSentenceInList, sentencesIn } from '../../components/refusal-sentence.ts';
import { serviceOfType } from './applicant-choice.tsx';

/** 一次性告知单: everything that is missing, at one time, for the citizen to take home. */
export function OneTimeNotice(props: {
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
  const inEnglish = sentencesIn(i18n, 'en');
  const english = inEnglish.t;
  const { status } = props;
  const facts = [
    { label: 'receipt.name', value: props.personName },
    { label: 'receipt.number', value: props.maskedNumber },
    { label: 'notice.service', value: t(`service-kind.${serviceOfType(props.applicationType)}`) },
    { label: 'notice.channel', value: t(`channel.${props.channel}`) },
    { label: 'notice.date', value: status.today },
  ];
  const points: PaperBlock = {
    kind: 'list',
    as: 'ol',
    className: 'paper-list',
    above: (
      <p className="paper-lead">
        {t('notice.lead')}
        <small lang="en">{english('notice.lead')}</small>
      </p>
    ),
    items: props.refusals.map((refusal) => (
      <li>
        <DrawnText text={refusalSentenceInList(chinese, refusal)} />
        <span>
          {refusalAdvice(chinese, refusal)} {t('failure.basis')}：{t(`basis.${refusal.basis}`)}
        </span>
        <small lang="en">
          <DrawnText text={refusalSentenceInList(inEnglish, refusal)} /> {refusalAdvice(inEnglish, refusal)}
        </small>
      </li>
    )),
  };
  return (
    <PaperSheets
      half
      className="notice-paper"
      head={
        <PaperHead
          title={t('notice.title')}
          english={english('notice.title')}
          officeName={status.office?.name ?? ''}
          reprint={0}
        />
      }
      continued={<ContinuedName name={props.personName} number={props.maskedNumber} />}
      blocks={[factsBlock(facts, i18n), points]}
      foot={(page, pages) => (
        <PaperFoot number={null} origin={originHere(status)} page={page} pages={pages}>
          <span>
            {props.printed > 0 && `${t('notice.printed', { number: props.printed + 1 })} · `}
            {t('notice.keep')}
          </span>
        </PaperFoot>
      )}
    />
  );
}

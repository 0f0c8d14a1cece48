import type { TFunction } from 'i18next';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerSlip } from '../../../contract/inquiry-views.ts';
import { DrawnText } from '../../components/drawn-text.tsx';
import { minuteOf } from '../../components/formatting.ts';
import { PaperFoot } from '../../components/paper-foot.tsx';
import type { PaperBlock } from '../../components/sheets/paper-block.tsx';
import { ContinuedName, factsBlock } from '../../components/sheets/paper-facts.tsx';
import { PaperHead } from '../../components/sheets/paper-head.tsx';
import { PaperSentence, type Saying } from '../../components/sheets/paper-sentence.tsx';
import { PaperSheets } from '../../components/sheets/paper-sheets.tsx';
import { reasonSentence } from '../person/reason-sentence.ts';
import { makeGoodBasis, makeGoodSentence, pooledSentence } from '../person/rights-sentences.ts';
import { areaValue } from './area-value.ts';
import '../inquiry/inquiry.css';

/**
 * 答复单, half a sheet of A4, more where more is to be said: the question, what the pooled fund and the personal account answer, why, what it rests on,
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
  const bases = [...new Set([pooled?.reason.basis, personal?.basis, makeGoodBasis(today)])].filter(
    (basis) => basis !== undefined,
  );
  const question =
    month === null ? t('answer-slip.today', { date: slip.on }) : t('answer-slip.month', { month });
  const heading = (key: string) => (
    <h2>
      {t(key)}
      <small lang="en">{english(key)}</small>
    </h2>
  );
  const part = (key: string, say: Saying, answer?: string): PaperBlock => ({
    kind: 'whole',
    node: (
      <section className="paper-part">
        {heading(key)}
        <p>
          <PaperSentence say={say} answer={answer} />
        </p>
      </section>
    ),
  });
  const facts = [
    { label: 'receipt.name', value: slip.personName },
    { label: 'receipt.number', value: slip.maskedNumber },
    { label: 'answer-slip.question', value: question },
    {
      label: 'answer-slip.contribution',
      value:
        month === null
          ? t('person.total', { years: today.years, months: today.monthsBeyond })
          : t(explained === null ? 'rights.nothingRecorded' : `month.${explained.status}`),
    },
  ];
  const blocks: readonly PaperBlock[] = [
    factsBlock(facts, i18n),
    ...(pooled === null
      ? []
      : [
          part(
            'rights.pooled',
            (say) => (month === null ? pooledSentence(say, today) : reasonSentence(say, pooled.reason)),
            `rights.pooled-${pooled.answer}`,
          ),
        ]),
    ...(personal === null ? [] : [part('rights.personal', (say) => reasonSentence(say, personal))]),
    ...(makeGoodSentence(t, 'zh-CN', today) === null
      ? []
      : [part('answer-slip.help', (say, language) => makeGoodSentence(say, language, today) ?? '')]),
    {
      kind: 'list',
      as: 'ul',
      className: 'paper-basis',
      part: 'paper-part',
      above: heading('answer-slip.basis'),
      items: [...bases.map((basis) => t(`basis.${basis}`)), ...parameterLines(slip, t)].map((line) => (
        <li>
          <DrawnText text={line} />
        </li>
      )),
    },
    ...(slip.waiting
      ? [
          {
            kind: 'whole',
            node: (
              <p className="paper-lead framed">
                <PaperSentence say={(say) => say('inquiry.waiting')} />
              </p>
            ),
          } as const,
        ]
      : []),
  ];
  return (
    <PaperSheets
      half
      className="answers"
      head={
        <PaperHead
          title={t('answer-slip.title')}
          english={english('answer-slip.title')}
          officeName={slip.officeName}
          reprint={slip.reprint}
        />
      }
      continued={<ContinuedName name={slip.personName} number={slip.maskedNumber} />}
      blocks={blocks}
      foot={(page, pages) => (
        <PaperFoot
          number={null}
          origin={{ ...slip, printed: minuteOf(slip.printedAt) }}
          page={page}
          pages={pages}
        >
          <span>{t('answer-slip.lead')}</span>
        </PaperFoot>
      )}
    />
  );
}

/** What the pooling area has published and the answer rests on, a line each. */
function parameterLines(slip: AnswerSlip, t: TFunction): readonly string[] {
  const said = t('answer-slip.parameters', { date: slip.on });
  if (slip.parameters.length === 0) return [`${said}${t('answer-slip.noParameters')}`];
  return [
    said,
    ...slip.parameters.map((one) =>
      t('answer-slip.parameter', {
        name: t(`area-parameter.${one.name}`),
        value: areaValue(t, one),
        from: one.validFrom,
        source: one.source,
      }),
    ),
  ];
}

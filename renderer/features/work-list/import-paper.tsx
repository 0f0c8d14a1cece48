import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CounterStatus } from '../../../contract/counter-views.ts';
import type { OutboxImportResult } from '../../../contract/outbox-file-views.ts';
import { DrawnText } from '../../components/drawn-text.tsx';
import { minuteOf } from '../../components/formatting.ts';
import { originHere, PaperFoot } from '../../components/paper-foot.tsx';
import { PaperSheets } from '../../components/sheets/paper-sheets.tsx';
import { failureSentence, refusalSentence, sentencesIn } from '../../components/refusal-sentence.ts';
import type { ImportedProblem } from './import-problems.ts';

/** 导入结果清单: what is left to do after an import, for the desk; in Chinese, as all paper of the office. */
export function ImportPaper(props: {
  readonly status: CounterStatus;
  readonly result: OutboxImportResult;
  readonly problems: readonly ImportedProblem[];
}): ReactElement {
  const { i18n } = useTranslation();
  const chinese = sentencesIn(i18n, 'zh-CN');
  const { t } = chinese;
  const english = i18n.getFixedT('en');
  const { result, status } = props;
  const facts = [
    [
      'outbox-file.from',
      t('outbox-file.fromWindow', { office: result.officeName, number: result.workstationNumber }),
    ],
    ['outbox-file.madeAt', minuteOf(result.madeAt)],
    ['outbox-file.applied', String(result.applied)],
    ['outbox-file.duplicate', String(result.duplicate)],
    ['outbox-file.refused', String(result.refused)],
    ['outbox-file.rejected', String(result.rejected)],
  ] as const;
  return (
    <PaperSheets
      head={
        <>
          <h1>{t('outbox-file.paperTitle')}</h1>
          <p className="paper-sub">
            {english('outbox-file.paperTitle')} · {status.office?.name}
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
        </>
      }
      blocks={props.problems.map((problem, index) => ({
        kind: 'whole',
        node: (
          <ol className="paper-list" start={index + 1}>
            <li>
              <DrawnText text={problem.personName === '' ? t('outbox-file.nobody') : problem.personName} />{' '}
              {problem.serviceNumber ?? problem.commandId}
              <span>
                {problem.code === null
                  ? problem.refusals.map((refusal) => refusalSentence(chinese, refusal)).join(' ')
                  : failureSentence(chinese, { code: problem.code, params: {} })}
              </span>
            </li>
          </ol>
        ),
      }))}
      foot={(page, pages) => (
        <PaperFoot number={null} origin={originHere(status)} page={page} pages={pages} />
      )}
    />
  );
}

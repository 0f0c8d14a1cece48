import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutboxImportResult } from '../../../contract/outbox-file-views.ts';
import { succeed, type Failure } from '../../../contract/envelope.ts';
import { FailureNotice, RefusalList } from '../../components/failure-notice.tsx';
import { minuteOf } from '../../components/formatting.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { usePrint } from '../../components/print.tsx';
import { failureSentence } from '../../components/refusal-sentence.ts';
import { useKnownCounterStatus } from '../../counter-status.ts';
import { firstProblems, type ImportedProblem } from './import-problems.ts';

const numbers = ['applied', 'duplicate', 'refused', 'rejected'] as const;
const tones = { applied: 'ok', duplicate: '', refused: 'bad', rejected: 'bad' } as const;

/** What became of a file: where it came from, four numbers, and what a person has to do now. */
export function ImportResult(props: { readonly result: OutboxImportResult }): ReactElement {
  const { t } = useTranslation();
  const { result } = props;
  const problems = firstProblems(result.problems);
  const comesBack = result.problems.some(({ code }) => code === 'internal-error');
  return (
    <div className="import-result" role="status">
      <dl className="facts">
        <dt>{t('outbox-file.from')}</dt>
        <dd>
          {t('outbox-file.fromWindow', { office: result.officeName, number: result.workstationNumber })}
        </dd>
        <dt>{t('outbox-file.madeAt')}</dt>
        <dd>{minuteOf(result.madeAt)}</dd>
        <dt>{t('outbox-file.commands')}</dt>
        <dd>{result.commands}</dd>
      </dl>
      <dl className="import-numbers">
        {numbers.map((name) => (
          <div key={name} className={result[name] > 0 ? tones[name] : ''}>
            <dt>{t(`outbox-file.${name}`)}</dt>
            <dd>{result[name]}</dd>
          </div>
        ))}
      </dl>
      {problems.length === 0 ? (
        <p>{t('outbox-file.nothingToDo')}</p>
      ) : (
        <>
          <h3>{t('outbox-file.problems', { count: problems.length })}</h3>
          <ul className="import-problems" tabIndex={0}>
            {problems.map((problem) => (
              <Problem key={problem.commandId} problem={problem} />
            ))}
          </ul>
          <p>{t(comesBack ? 'outbox-file.tryAgain' : 'outbox-file.problemsNext')}</p>
          <PrintList result={result} problems={problems} />
        </>
      )}
    </div>
  );
}

function Problem({ problem }: { readonly problem: ImportedProblem }): ReactElement {
  const { t, i18n } = useTranslation();
  return (
    <li>
      <p>
        <b>{problem.personName === '' ? t('outbox-file.nobody') : problem.personName}</b>{' '}
        {problem.serviceNumber ?? problem.commandId}
        {problem.kind !== '' && <span className="soft"> · {t(`command-kind.${problem.kind}`)}</span>}
      </p>
      {problem.code === null ? (
        <RefusalList refusals={problem.refusals} />
      ) : (
        <p>{failureSentence(i18n, { code: problem.code, params: {} })}</p>
      )}
    </li>
  );
}

function PrintList(props: {
  readonly result: OutboxImportResult;
  readonly problems: readonly ImportedProblem[];
}): ReactElement {
  const { t } = useTranslation();
  const status = useKnownCounterStatus();
  const print = usePrint();
  const [failure, setFailure] = useState<Failure | null>(null);

  async function run(): Promise<void> {
    setFailure(null);
    const outcome = await print({
      paper: 'import-list',
      record: null,
      content: () => succeed({ form: 'import-list', content: { status, ...props } }),
    });
    if (!outcome.ok) setFailure(outcome.error);
  }

  useFunctionKey('F4', t('outbox-file.print'), () => void run());
  return (
    <>
      <FailureNotice failure={failure} fate="not-printed" />
      <button type="button" className="button" onClick={() => void run()}>
        {t('outbox-file.print')}
        <kbd>F4</kbd>
      </button>
    </>
  );
}

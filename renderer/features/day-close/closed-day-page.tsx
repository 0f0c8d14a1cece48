import { useNavigate, useParams } from '@tanstack/react-router';
import { App } from 'antd';
import { useState, type ComponentProps, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayPage } from '../../../contract/day-views.ts';
import type { Failure } from '../../../contract/envelope.ts';
import { Answer } from '../../components/answer.tsx';
import { useCounterQuery } from '../../components/counter-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useFunctionKey } from '../../components/function-keys.ts';
import { useKnownCounterStatus } from '../../counter-status.ts';
import { shell } from '../../window-bridge.ts';
import { askPaperAgain } from '../receipt/paper-asked-again.ts';
import { PaperDesk } from '../receipt/paper-desk.tsx';
import { DayPaper } from './day-paper.tsx';

/** A closed day, found in the list of those that are closed. */
export function ClosedDayPage(): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { closeId } = useParams({ from: '/days/$closeId' });
  const query = useCounterQuery('getClosedDay', { closeId });
  const back = () => void navigate({ to: '/days' });
  useFunctionKey('Escape', t('keys.back'), back);
  return (
    <Answer query={query} rows={10}>
      {(page) => <ClosedDay closeId={closeId} page={page} choices={null} onBack={back} />}
    </Answer>
  );
}

/** A closed day: it is printed again, and saved for the archive. */
export function ClosedDay(props: {
  readonly closeId: string;
  readonly page: DayPage;
  readonly choices: ReactElement | null;
  readonly onBack: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const status = useKnownCounterStatus();
  const [failure, setFailure] = useState<Failure | null>(null);
  const { closeId, page } = props;
  const again = useCounterQuery('getClosedDay', { closeId });

  async function save(): Promise<void> {
    setFailure(null);
    const { scope, day, reprint } = page;
    // What stands in the archive says how often it was printed by then, as the screen does.
    const content = JSON.stringify({ page, status, reprint } satisfies ComponentProps<typeof DayPaper>);
    const outcome = await shell.saveClosedDay({ closeId, scope, day, content });
    if (!outcome.ok) setFailure(outcome.error);
    else if (outcome.value.saved !== null) {
      void message.success(t('day.saved', { file: outcome.value.saved.fileName }));
    }
  }

  useFunctionKey('F7', t('day.save'), () => void save());
  return (
    <PaperDesk
      title={t('day.paper')}
      explanation={
        <div className="day-closed">
          {props.choices}
          {page.late.length > 0 && (
            <p className="notice warn">{t('day.lateHere', { count: page.late.length })}</p>
          )}
          <p>{t('day.explain-closed')}</p>
          <button type="button" className="button" onClick={() => void save()}>
            <kbd>F7</kbd>
            {t('day.save')}
          </button>
          <FailureNotice failure={failure} fate="not-saved" />
        </div>
      }
      reprint={page.reprint}
      preview={<DayPaper page={page} status={status} reprint={page.reprint} />}
      record={{ paper: 'day-close', closeId }}
      askAgain={() =>
        askPaperAgain(again, (fresh, reprint) => ({
          form: 'day-close',
          content: { page: fresh, status, reprint },
        }))
      }
      onBack={props.onBack}
    />
  );
}

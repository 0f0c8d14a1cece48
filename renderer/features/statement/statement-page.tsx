import { zodResolver } from '@hookform/resolvers/zod';
import { useParams } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { PersonPage } from '../../../contract/counter-views.ts';
import { statementScopes } from '../../../domain/records/service-details.ts';
import { Answer } from '../../components/answer.tsx';
import { useForgetAtChange } from '../../components/changed-field.ts';
import { useCommand, useCounterQuery, useTypedQuery } from '../../components/counter-queries.ts';
import { refusalSentence } from '../../components/refusal-sentence.ts';
import { useKnownCounterStatus } from '../../counter-status.ts';
import { OwnChoice, OwnText } from '../contribution-services/own-fields.tsx';
import { DeskService } from '../desk-service/desk-service.tsx';
import { PersonRecord } from '../desk-service/person-record.tsx';
import {
  firstDayOf,
  periods,
  statementForm,
  statementMessage,
  type Period,
  type StatementInput,
  type StatementValues,
} from './statement-form.ts';
import { StatementPreview } from './statement-preview.tsx';

/** 打印交易明细, from the person's page. */
export function StatementPage(): ReactElement {
  const { personId } = useParams({ from: '/persons/$personId/issue-statement' });
  const query = useCounterQuery('getPersonPage', { personId });
  return (
    <Answer query={query} rows={10}>
      {(page) => <Statement key={personId} page={page} />}
    </Answer>
  );
}

/** Which days and kinds, who asks and how he is known; beside it what it comes to. The answer is the paper. */
function Statement(props: { readonly page: PersonPage }): ReactElement {
  const { t, i18n } = useTranslation();
  const { page } = props;
  const { personId } = page;
  const { today } = useKnownCounterStatus();
  const openedOn = page.personalAccount?.openedOn ?? today;
  const [period, setPeriod] = useState<Period>('this-year');
  const issue = useCommand('issueStatement');
  const form = useForm<StatementInput, unknown, StatementValues>({
    resolver: zodResolver(statementForm, { error: statementMessage }),
    defaultValues: { from: firstDayOf('this-year', today, openedOn), to: today, scope: 'all' },
    reValidateMode: 'onSubmit',
  });
  useForgetAtChange(form);
  const typed = useWatch({ control: form.control });
  const asked = statementForm.safeParse(typed);
  const preview = useTypedQuery(
    'getStatementPreview',
    {
      personId,
      from: asked.data?.from ?? today,
      to: asked.data?.to ?? today,
      scope: asked.data?.scope ?? 'all',
    },
    asked.success && page.personalAccount !== null,
  );

  function choosePeriod(next: Period): void {
    setPeriod(next);
    form.clearErrors();
    if (next === 'own') {
      form.setFocus('from', { shouldSelect: true });
      return;
    }
    form.setValue('from', firstDayOf(next, today, openedOn));
    form.setValue('to', today);
  }

  return (
    <DeskService
      page={page}
      title={t('service-kind.issue-statement')}
      subjectTitle={t('statement.step-subject')}
      subject={
        asked.success
          ? `${t('statement.days', { from: asked.data.from, to: asked.data.to })} · ${t(`statement.scope-${asked.data.scope}`)}`
          : ''
      }
      fields={
        <div className="form-grid">
          <OwnChoice
            label="statement.period"
            value={period}
            options={periods.map((value) => ({ value, label: t(`statement.period-${value}`) }))}
            onChange={choosePeriod}
          />
          <OwnText form={form} name="from" label="statement.from" hint="2026-01-01" />
          <OwnText form={form} name="to" label="statement.to" hint={today} />
          <OwnChoice
            label="statement.scope"
            value={typed.scope ?? 'all'}
            options={statementScopes.map((value) => ({ value, label: t(`statement.scope-${value}`) }))}
            onChange={(value) => form.setValue('scope', value)}
          />
        </div>
      }
      checkFields={() => form.trigger()}
      placeRefusal={(refusal) => {
        if (refusal.field !== 'from' && refusal.field !== 'to') return false;
        form.setError(refusal.field, { message: refusalSentence(i18n, refusal) });
        return true;
      }}
      impossible={page.offers.find(({ kind }) => kind === 'issue-statement')?.refusals ?? []}
      channels={['in-person', 'agent', 'guardian']}
      submitLabel={() => t('statement.submit')}
      effect={() => t('statement.effect')}
      panel={({ documentPhoto }) => (
        <>
          <StatementPreview preview={asked.success ? preview.data : undefined} />
          <PersonRecord page={page} documentPhoto={documentPhoto} />
        </>
      )}
      ask={async (presented) => {
        if (presented === null) throw new Error('nobody has a statement by telephone');
        const { from, to, scope } = statementForm.parse(form.getValues());
        return await issue.run({ personId, ...presented, from, to, scope });
      }}
      busy={issue.busy}
      failure={issue.failure}
    />
  );
}

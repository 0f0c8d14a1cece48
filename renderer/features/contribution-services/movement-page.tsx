import { zodResolver } from '@hookform/resolvers/zod';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { MovementRosterView } from '../../../contract/movement-views.ts';
import { formatYuan } from '../../../domain/money/fen.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { FailureNotice, RefusalList } from '../../components/failure-notice.tsx';
import { useFunctionKey } from '../../components/function-keys.ts';
import { PersonName } from '../../components/person-name.tsx';
import { refusalSentence } from '../../components/refusal-sentence.ts';
import { counter } from '../../counter.ts';
import { BatchLayout } from '../employer-batch/batch-layout.tsx';
import {
  emptyLetter,
  isLetterField,
  letterForm,
  letterMessage,
  type Letter,
  type LetterInput,
} from '../employer-batch/letter-form.ts';
import { LetterOfIntroduction } from '../employer-batch/letter-of-introduction.tsx';
import { RosterStep } from '../employer-batch/roster-step.tsx';
import { useAgentReader } from '../employer-batch/use-agent-reader.ts';
import { useSpreadsheet } from '../../components/use-spreadsheet.tsx';
import { Step } from '../issue-card/step.tsx';
import '../employer-batch/employer-batch.css';
import './contribution-services.css';

/** 人员增减表: the letter, the list, every row's verdict; then each valid row is registered by itself. */
export function MovementPage(): ReactElement {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const [letter, setLetter] = useState<(Letter & { readonly employer: string }) | null>(null);
  const [list, setList] = useState<MovementRosterView | null>(null);
  const check = useCommand('checkBatchLetter');
  const reading = useCommand('readMovementRoster');
  const running = useCommand('runMovementRoster');
  const spreadsheet = useSpreadsheet();
  const form = useForm<LetterInput, unknown, Letter>({
    resolver: zodResolver(letterForm, { error: letterMessage }),
    defaultValues: emptyLetter,
    reValidateMode: 'onSubmit',
  });
  const reader = useAgentReader(form);
  const step = letter === null ? 1 : list === null ? 2 : 3;
  const state = (number: number) => (number < step ? 'done' : number === step ? 'now' : 'later');

  async function checkLetter(values: Letter): Promise<void> {
    const outcome = await check.run(values);
    if (outcome.ok) {
      setLetter({ ...values, employer: outcome.value.name });
      return;
    }
    for (const refusal of outcome.error.refusals) {
      if (!isLetterField(refusal.field)) continue;
      form.setError(refusal.field, { type: 'refusal', message: refusalSentence(i18n, refusal) });
    }
  }

  async function read(file: { readonly fileName: string; readonly content: string }): Promise<boolean> {
    if (letter === null) return false;
    const { employer: _named, ...asked } = letter;
    const outcome = await reading.run({ ...asked, ...file });
    if (outcome.ok) setList(outcome.value);
    return outcome.ok;
  }

  async function run(): Promise<void> {
    if (list === null) return;
    const outcome = await running.run({ rosterId: list.rosterId });
    if (outcome.ok) setList(outcome.value);
  }

  function back(): void {
    if (list !== null) {
      void counter.call('closeRoster', { rosterId: list.rosterId });
      setList(null);
    } else if (letter !== null) setLetter(null);
    else void navigate({ to: '/batches' });
  }

  const save = list === null ? null : () => void spreadsheet.save({ of: 'roster', rosterId: list.rosterId });
  useFunctionKey('F5', t('keys.reader'), step === 1 && !reader.busy ? reader.read : null);
  useFunctionKey('F7', t('batch.saveVerdicts'), save);
  const others = check.failure?.refusals.filter(({ field }) => !isLetterField(field)) ?? [];
  return (
    <BatchLayout
      title={t('movement.title')}
      employer={letter?.employer ?? null}
      primary={
        step === 1
          ? { label: t('batch.next'), busy: check.busy, run: () => void form.handleSubmit(checkLetter)() }
          : list === null || list.valid === 0
            ? null
            : { label: t('movement.run', { count: list.valid }), busy: running.busy, run: () => void run() }
      }
      onBack={back}
      moreButtons={
        save !== null && (
          <button type="button" className="button" onClick={save}>
            {t('batch.saveVerdicts')}
            <kbd>F7</kbd>
          </button>
        )
      }
    >
      <ol className={`steps batch-steps at-${String(step)}`}>
        <LetterOfIntroduction form={form} letter={letter} reader={reader} onSubmit={checkLetter} />
        <Step number={2} title={t('batch.step-roster')} state={state(2)} summary={list?.fileName}>
          <p className="soft movement-hint">{t('movement.fileHint')}</p>
          <RosterStep busy={reading.busy} failure={reading.failure} read={read} />
        </Step>
        <Step
          number={3}
          title={t('movement.step-preview')}
          state={state(3)}
          summary={
            list !== null &&
            t(list.registered > 0 ? 'movement.ended' : 'movement.read', { ...list, rows: list.rows.length })
          }
        >
          {list !== null && <MovementRows list={list} />}
        </Step>
      </ol>
      {others.length > 0 && <FailureNotice failure={check.failure} fate="not-saved" />}
      <FailureNotice failure={running.failure} fate="not-saved" />
      <FailureNotice failure={spreadsheet.failure} fate="not-saved" />
    </BatchLayout>
  );
}

const tone = { valid: 'brand', done: '', registered: 'ok', refused: 'bad' } as const;

function MovementRows({ list }: { readonly list: MovementRosterView }): ReactElement {
  const { t } = useTranslation();
  return (
    // Some hundred rows: the keyboard scrolls through them.
    <div className="scroll movement-rows" role="region" aria-label={t('movement.step-preview')} tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            <th className="right">{t('movement.row')}</th>
            <th>{t('compare.name')}</th>
            <th>{t('compare.number')}</th>
            <th>{t('movement.movement')}</th>
            <th>{t('movement.day')}</th>
            <th className="right">{t('movement.base')}</th>
            <th>{t('movement.state')}</th>
          </tr>
        </thead>
        <tbody>
          {list.rows.map((row) => (
            <tr key={row.rowNumber}>
              <td className="right">{row.rowNumber}</td>
              <td className="wrap movement-name">
                <PersonName name={row.name} />
              </td>
              <td>{row.maskedNumber}</td>
              <td>{row.movement === null ? '—' : t(`movement.${row.movement}`)}</td>
              <td>{row.day ?? '—'}</td>
              <td className="right">{row.base === null ? '' : formatYuan(row.base)}</td>
              <td className="wrap">
                <span className={`tag ${tone[row.state]}`}>{t(`movement.state-${row.state}`)}</span>{' '}
                <span className="movement-service">{row.serviceNumber}</span>
                {row.refusals.length > 0 && <RefusalList refusals={row.refusals} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

import { zodResolver } from '@hookform/resolvers/zod';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useForm, type FieldPath } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { RosterView } from '../../../contract/batch-views.ts';
import type { Failure } from '../../../contract/envelope.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useFunctionKey } from '../../components/function-keys.ts';
import { refusalSentence } from '../../components/refusal-sentence.ts';
import { counter } from '../../counter.ts';
import { Step } from '../issue-card/step.tsx';
import { BatchLayout } from './batch-layout.tsx';
import { startRun } from './batch-runs.ts';
import {
  emptyLetter,
  isLetterField,
  letterForm,
  letterMessage,
  type Letter,
  type LetterInput,
} from './letter-form.ts';
import { LetterOfIntroduction } from './letter-of-introduction.tsx';
import { RosterPreview } from './roster-preview.tsx';
import { RosterStep } from './roster-step.tsx';
import { useAgentReader } from './use-agent-reader.ts';
import { useSpreadsheet } from '../../components/use-spreadsheet.tsx';

interface Checked {
  readonly letter: Letter;
  readonly employer: { readonly id: string; readonly name: string };
}

/** 受理单位批量: the letter, then the roster, then every row's verdict; F10 goes on, Esc goes one step back. */
export function NewBatchPage(): ReactElement {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const [checked, setChecked] = useState<Checked | null>(null);
  const [roster, setRoster] = useState<RosterView | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const check = useCommand('checkBatchLetter');
  const reading = useCommand('readRoster');
  const opening = useCommand('openBatch');
  const spreadsheet = useSpreadsheet();
  const form = useForm<LetterInput, unknown, Letter>({
    resolver: zodResolver(letterForm, { error: letterMessage }),
    defaultValues: emptyLetter,
    reValidateMode: 'onSubmit',
  });
  const reader = useAgentReader(form);
  const step = checked === null ? 1 : roster === null ? 2 : 3;

  async function checkLetter(letter: Letter): Promise<void> {
    setFailure(null);
    const outcome = await check.run(letter);
    if (outcome.ok) setChecked({ letter, employer: outcome.value });
    else showFailure(outcome.error);
  }

  /** What belongs to a field stands beside it, the rest above; the cursor is in the first one, one frame later. */
  function showFailure(error: Failure): void {
    let first: FieldPath<LetterInput> | null = null;
    for (const refusal of error.refusals) {
      if (!isLetterField(refusal.field)) continue;
      form.setError(refusal.field, { type: 'refusal', message: refusalSentence(i18n, refusal) });
      first ??= refusal.field;
    }
    const refusals = error.refusals.filter(({ field }) => !isLetterField(field));
    if (first === null || refusals.length > 0) setFailure({ ...error, refusals });
    const target = first;
    if (target !== null) requestAnimationFrame(() => form.setFocus(target));
  }

  async function read(file: { readonly fileName: string; readonly content: string }): Promise<boolean> {
    const outcome = await reading.run({ employerCode: checked?.letter.employerCode ?? '', ...file });
    if (outcome.ok) setRoster(outcome.value);
    return outcome.ok;
  }

  async function open(): Promise<void> {
    if (checked === null || roster === null) return;
    setFailure(null);
    const { employerCode: _found, ...letter } = checked.letter;
    const outcome = await opening.run({ ...letter, rosterId: roster.rosterId });
    if (!outcome.ok) {
      setFailure(outcome.error);
      return;
    }
    const { batchId } = outcome.value;
    void startRun(batchId);
    void navigate({ to: '/batches/$batchId', params: { batchId }, replace: true });
  }

  function back(): void {
    setFailure(null);
    if (roster !== null) {
      void counter.call('closeRoster', { rosterId: roster.rosterId });
      setRoster(null);
    } else if (checked !== null) setChecked(null);
    else void navigate({ to: '/batches' });
  }

  useFunctionKey('F5', t('keys.reader'), step === 1 && !reader.busy ? reader.read : null);
  const save =
    roster === null ? null : () => void spreadsheet.save({ of: 'roster', rosterId: roster.rosterId });
  // In the step before, the key chooses the file.
  useFunctionKey('F7', t('batch.saveVerdicts'), save);
  const state = (number: number) => (number < step ? 'done' : number === step ? 'now' : 'later');
  return (
    <BatchLayout
      title={t('batch.newTitle')}
      employer={checked?.employer.name ?? null}
      primary={
        step === 1
          ? { label: t('batch.next'), busy: check.busy, run: () => void form.handleSubmit(checkLetter)() }
          : roster === null || roster.valid === 0
            ? null
            : { label: t('batch.make', { count: roster.valid }), busy: opening.busy, run: () => void open() }
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
        <LetterOfIntroduction
          form={form}
          letter={checked?.letter ?? null}
          reader={reader}
          onSubmit={checkLetter}
        />
        <Step number={2} title={t('batch.step-roster')} state={state(2)} summary={roster?.fileName}>
          {checked !== null && <RosterStep busy={reading.busy} failure={reading.failure} read={read} />}
        </Step>
        <Step
          number={3}
          title={t('batch.step-preview')}
          state={state(3)}
          summary={
            roster !== null &&
            t('batch.previewSummary', { rows: roster.rows, valid: roster.valid, refused: roster.refused })
          }
        >
          {roster !== null && <RosterPreview roster={roster} />}
        </Step>
      </ol>
      {roster?.valid === 0 && (
        <div className="notice bad" role="alert">
          <strong>{t('refusal.batch-without-rows')}</strong>
          <p>{t('batch.nobodyValid')}</p>
        </div>
      )}
      <FailureNotice failure={failure} fate="not-saved" />
      <FailureNotice failure={spreadsheet.failure} fate="not-saved" />
    </BatchLayout>
  );
}

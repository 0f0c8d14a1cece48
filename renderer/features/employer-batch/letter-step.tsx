import { useEffect, useId, useState, type ReactElement } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useForgetAtChange } from '../../components/changed-field.ts';
import { failureOf, useTypedQuery } from '../../components/counter-queries.ts';
import { advanceOnEnter } from '../../components/enter-advances.ts';
import { readValidUntil } from '../../components/formatting.ts';
import { refusalSentence } from '../../components/refusal-sentence.ts';
import { DocumentFields } from '../issue-card/document-fields.tsx';
import { Field } from '../../components/field.tsx';
import type { Letter, LetterForm } from './letter-form.ts';

const agent = {
  kind: 'agent.documentKind',
  number: 'agent.documentNumber',
  name: 'agent.name',
  validUntil: 'agent.documentValidUntil',
} as const;

type TextField = 'employerCode' | 'letterNumber' | 'letterDate' | 'agent.phone';

/** 介绍信: whose letter it is, its number and day, and the document of who brings it. */
export function LetterStep(props: {
  readonly form: LetterForm;
  readonly onSubmit: (letter: Letter) => Promise<void>;
}): ReactElement {
  const { t } = useTranslation();
  const id = useId();
  const { form } = props;
  const { setFocus } = form;
  useEffect(() => setFocus('employerCode'), [setFocus]);
  useForgetAtChange(form);
  const sentence = (name: TextField) => {
    const message = form.getFieldState(name, form.formState).error?.message;
    return message === undefined ? undefined : t(message);
  };
  const text = (name: TextField, label: string, maxLength: number, more: { readonly hint?: string } = {}) => (
    <Field id={`${id}-${name}`} label={label} error={sentence(name)}>
      <input
        {...form.register(name, {
          onBlur: () => {
            if (name === 'letterDate') form.setValue(name, readValidUntil(form.getValues(name)));
          },
        })}
        id={`${id}-${name}`}
        className={name === 'letterNumber' ? 'input' : 'input number'}
        autoComplete="off"
        spellCheck={false}
        maxLength={maxLength}
        placeholder={more.hint}
        aria-invalid={sentence(name) !== undefined}
        aria-describedby={`${id}-${name}-error`}
      />
    </Field>
  );
  return (
    // Before the lists see it: a closed one would open on the Enter that goes on.
    <form
      className="form-grid dense"
      noValidate
      onKeyDownCapture={advanceOnEnter}
      onSubmit={(event) => void form.handleSubmit(props.onSubmit)(event)}
    >
      <fieldset className="form-group">
        <legend>{t('batch.letter')}</legend>
        {text('employerCode', t('batch.employerCode'), 40, { hint: t('batch.employerCodeHint') })}
        <span className="label-like">{t('batch.employer')}</span>
        <EmployerName form={form} isRefused={sentence('employerCode') !== undefined} />
        {text('letterNumber', t('batch.letterNumber'), 60)}
        {text('letterDate', t('batch.letterDate'), 20, { hint: t('batch.dateHint') })}
      </fieldset>
      <fieldset className="form-group" data-document="agent">
        <legend>{t('batch.agentDocument')}</legend>
        <DocumentFields form={form} names={agent} />
        {text('agent.phone', t('application.phone'), 20, { hint: t('application.phoneHint') })}
      </fieldset>
    </form>
  );
}

/** How long the clerk must have stopped typing before the name is looked up, milliseconds. */
const typingPause = 250;

/** The registered name of the code as it stands, so that the clerk compares it with the letter's head. */
function EmployerName(props: {
  readonly form: LetterForm;
  /** The reason stands at the field already. */
  readonly isRefused: boolean;
}): ReactElement {
  const { form, isRefused } = props;
  const { t, i18n } = useTranslation();
  const typed = useWatch({ control: form.control, name: 'employerCode' }).trim();
  const [employerCode, setCode] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setCode(typed), typingPause);
    return () => clearTimeout(timer);
  }, [typed]);
  // A unified social credit code has eighteen characters; of fewer there is nothing to say yet.
  const isWhole = employerCode.length >= 18;
  const query = useTypedQuery('getEmployer', { employerCode }, isWhole);
  const refusal = failureOf(query.error)?.refusals[0];
  if (!isWhole) return <output className="employer-name soft">{t('batch.employerAwaited')}</output>;
  if (isRefused) return <output className="employer-name soft">—</output>;
  if (refusal !== undefined) {
    return <output className="employer-name field-error">{refusalSentence(i18n, refusal)}</output>;
  }
  return <output className="employer-name">{query.data?.name ?? ''}</output>;
}

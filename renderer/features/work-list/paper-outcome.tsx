import { Input, Radio } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperToReclaim } from '../../../contract/paper-prints.ts';
import { reclaimOutcomes, type ReclaimOutcome } from '../../../domain/records/paper-print.ts';
import { minuteOf } from '../../components/formatting.ts';

/** What the clerk says of a paper so far. */
export interface SaidOfPaper {
  readonly outcome: ReclaimOutcome | null;
  readonly note: string;
}

export const nothingSaid: SaidOfPaper = { outcome: null, note: '' };

/** What is still missing of what is said of a paper; null where it is complete. */
export function missingOf({ outcome, note }: SaidOfPaper): 'outcome' | 'note' | null {
  if (outcome === null) return 'outcome';
  return outcome === 'not-obtainable' && note.trim() === '' ? 'note' : null;
}

/** Which paper it is and when it was printed, in a line. */
export function PaperName(props: {
  readonly paper: PaperToReclaim;
  /** The service whose number is read above; papers of others say theirs. */
  readonly within: string | null;
}): ReactElement {
  const { t } = useTranslation();
  const { paper, reprint, subject, printedAt, clerkName, isCertain } = props.paper;
  return (
    <>
      <b>{t(`print.paper-${paper}`)}</b>
      {reprint > 0 && ` · ${t('receipt.reprint', { number: reprint })}`}
      <span className="soft">
        {' '}
        {subject !== props.within && `${subject} · `}
        {t('reclaim.printedAt', { time: minuteOf(printedAt), clerk: clerkName })}
        {!isCertain && ` · ${t('reclaim.uncertain')}`}
      </span>
    </>
  );
}

/** 纸件去向: taken back, or not to be had, which takes a word of why. */
export function PaperOutcome(props: {
  readonly paper: PaperToReclaim;
  readonly within: string | null;
  readonly said: SaidOfPaper;
  /** Whether what is missing is told. */
  readonly tried: boolean;
  readonly onSaid: (said: SaidOfPaper) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { paper, said, tried } = props;
  const missing = missingOf(said);
  const label = `${t(`print.paper-${paper.paper}`)} ${minuteOf(paper.printedAt)}`;
  return (
    <fieldset className="paper-outcome">
      <legend>
        <PaperName paper={paper} within={props.within} />
      </legend>
      <Radio.Group
        value={said.outcome}
        aria-label={label}
        onChange={(event) => props.onSaid({ ...said, outcome: event.target.value as ReclaimOutcome })}
        options={reclaimOutcomes.map((value) => ({ value, label: t(`reclaim.outcome-${value}`) }))}
      />
      {said.outcome === 'not-obtainable' && (
        <Input
          value={said.note}
          maxLength={200}
          aria-label={`${label} ${t('reclaim.why')}`}
          placeholder={t('reclaim.why')}
          status={tried && missing === 'note' ? 'error' : ''}
          onChange={(event) => props.onSaid({ ...said, note: event.target.value })}
        />
      )}
      {tried && missing !== null && (
        <p className="field-error" role="alert">
          {t(`reclaim.missing-${missing}`)}
        </p>
      )}
    </fieldset>
  );
}

/** As the counter takes it. */
export function requestOf(paper: PaperToReclaim, { outcome, note }: SaidOfPaper) {
  return {
    printId: paper.printId,
    outcome: outcome ?? 'taken-back',
    note: note.trim() === '' ? null : note.trim(),
  };
}

import {
  createContext,
  useCallback,
  useContext,
  useState,
  type PropsWithChildren,
  type ReactElement,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { CallInput, CallOutput } from '../../contract/counter-calls.ts';
import { fail, type Outcome } from '../../contract/envelope.ts';
import { counter } from '../counter.ts';
import { ReprintDialog, type ReprintWords } from './reprint-dialog.tsx';

type Print = CallInput<'recordPrint'>;
type Recorded = Outcome<CallOutput<'recordPrint'>>;
/** Null: the clerk was asked why, and prints it not again after all. */
type RecordPrint = (print: Print) => Promise<Recorded | null>;

const RecordPrintContext = createContext<RecordPrint>(() => Promise.resolve(fail('print-failed')));

/**
 * Records a print before it goes to the printer. Where the paper was printed before, at whichever counter, the clerk is
 * asked why: one place for all papers.
 */
export function useRecordPrint(): RecordPrint {
  return useContext(RecordPrintContext);
}

interface Question {
  readonly paper: Print['paper'];
  readonly number: number;
  readonly answer: (words: ReprintWords | null) => void;
}

/** Gives everything below it `useRecordPrint`. */
export function RecordPrintProvider(props: PropsWithChildren): ReactElement {
  const { t } = useTranslation();
  const [question, setQuestion] = useState<Question | null>(null);

  const record = useCallback<RecordPrint>(async (print) => {
    let recorded = await counter.call('recordPrint', print);
    for (let number = askedFor(recorded); number !== null; number = askedFor(recorded)) {
      const words = await askWhy(print.paper, number, setQuestion);
      if (words === null) return null;
      recorded = await counter.call('recordPrint', { ...print, ...words });
    }
    return recorded;
  }, []);

  return (
    <RecordPrintContext value={record}>
      {props.children}
      {question !== null && (
        <ReprintDialog
          paper={t(`print.paper-${question.paper}`)}
          number={question.number}
          onChosen={question.answer}
          onClose={() => question.answer(null)}
        />
      )}
    </RecordPrintContext>
  );
}

/** Which reprint it would be, where only the reason is missing. */
function askedFor(recorded: Recorded): number | null {
  if (recorded.ok || recorded.error.code !== 'refused') return null;
  const [refusal, ...others] = recorded.error.refusals;
  if (refusal?.code !== 'reprint-reason-missing' || others.length > 0) return null;
  return Number(refusal.params['number']);
}

function askWhy(
  paper: Print['paper'],
  number: number,
  show: (question: Question | null) => void,
): Promise<ReprintWords | null> {
  return new Promise((resolve) => {
    show({
      paper,
      number,
      answer: (words) => {
        show(null);
        resolve(words);
      },
    });
  });
}

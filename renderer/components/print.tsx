import {
  createContext,
  useCallback,
  useContext,
  useState,
  type PropsWithChildren,
  type ReactElement,
  type ReactNode,
} from 'react';
import { createPortal } from 'react-dom';
import { fail, succeed, type Outcome } from '../../contract/envelope.ts';
import { shell } from '../window-bridge.ts';

/** Receipts and notices take the upper half of a sheet of A4, which every counter has in its tray. */
const pageRule = '@page { size: A4; margin: 0 }';

type Print = (sheet: ReactNode) => Promise<Outcome<Readonly<Record<string, never>>>>;

const PrintContext = createContext<Print>(() => Promise.resolve(fail('print-failed')));

/** Prints one sheet: it stands alone on the page for as long as the printer takes it over. */
export function usePrint(): Print {
  return useContext(PrintContext);
}

/** Whether there is a printer at all; asked before a print is recorded. */
export async function findPrinter(): Promise<Outcome<Readonly<Record<string, never>>>> {
  const outcome = await shell.listPrinters({});
  if (!outcome.ok) return outcome;
  return outcome.value.printers.length > 0 ? succeed({}) : fail('print-failed', { reason: 'no-printer' });
}

/** Gives everything below it `usePrint`. */
export function PrintProvider(props: PropsWithChildren): ReactElement {
  const [sheet, setSheet] = useState<ReactNode>(null);
  const [place] = useState(() => document.getElementById('print-root'));

  const print = useCallback<Print>(async (next) => {
    setSheet(next);
    await drawn();
    const outcome = await shell.printPaper({ silent: true, copies: 1, printer: null, paperSize: 'A4' });
    setSheet(null);
    if (!outcome.ok) return outcome;
    return outcome.value.printed ? succeed({}) : fail('print-failed', { reason: 'cancelled' });
  }, []);

  return (
    <PrintContext value={print}>
      {props.children}
      {sheet !== null &&
        place !== null &&
        createPortal(
          <>
            <style>{pageRule}</style>
            {sheet}
          </>,
          place,
        )}
    </PrintContext>
  );
}

/** Two frames after the change it is laid out, and then the faces it needs are being fetched or are there. */
async function drawn(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  await document.fonts.ready;
}

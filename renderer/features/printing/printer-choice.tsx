import { Select } from 'antd';
import { useCallback, useEffect, useId, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperSize } from '../../../contract/printing.ts';
import type { WindowCallOutput } from '../../../contract/window-bridge.ts';
import { shell } from '../../window-bridge.ts';
import './printing.css';

interface Choosing {
  /** Null until the first answer is there. */
  readonly found: WindowCallOutput<'listPrinters'> | null;
  readonly ask: () => Promise<void>;
  readonly choose: (made: { printer?: string; receiptPaper?: PaperSize }) => Promise<void>;
}

/** How this workstation prints. What is chosen holds at the next start too. */
export function usePrinterChoice(): Choosing {
  const [found, setFound] = useState<WindowCallOutput<'listPrinters'> | null>(null);
  const ask = useCallback(async () => {
    const outcome = await shell.listPrinters({});
    if (outcome.ok) setFound(outcome.value);
  }, []);
  useEffect(() => {
    void shell.listPrinters({}).then((outcome) => {
      if (outcome.ok) setFound(outcome.value);
    });
  }, []);
  return {
    found,
    ask,
    choose: async (made) => {
      if (found === null) return;
      await shell.choosePrinter({ printer: found.chosen, receiptPaper: found.receiptPaper, ...made });
      await ask();
    },
  };
}

/** The printer, and for a paper that comes on a roll as well, on what it is printed. */
export function PrinterChoice(props: {
  readonly choosing: Choosing;
  readonly isForRoll: boolean;
}): ReactElement | null {
  const { t } = useTranslation();
  const [printerField, paperField] = [useId(), useId()];
  const { found, ask, choose } = props.choosing;
  // That there is none is told when somebody tries to print.
  if (found === null || found.printers.length === 0) return null;
  return (
    <div className="printer-choice">
      <label htmlFor={printerField}>{t('print.printer')}</label>
      <Select
        id={printerField}
        value={found.chosen}
        placeholder={t('print.chooseOne')}
        onChange={(printer) => void choose({ printer })}
        onOpenChange={(open) => {
          if (open) void ask();
        }}
        options={found.printers.map(({ name, displayName, accepting }) => ({
          value: name,
          label: accepting === false ? t('print.notAccepting', { printer: displayName }) : displayName,
        }))}
      />
      {props.isForRoll && (
        <>
          <label htmlFor={paperField}>{t('print.receiptPaper')}</label>
          <Select<PaperSize>
            id={paperField}
            value={found.receiptPaper}
            onChange={(receiptPaper) => void choose({ receiptPaper })}
            options={(['A4', 'receipt'] as const).map((size) => ({
              value: size,
              label: t(`print.size-${size}`),
            }))}
          />
        </>
      )}
    </div>
  );
}

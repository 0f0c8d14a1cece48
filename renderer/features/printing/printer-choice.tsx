import { Select } from 'antd';
import { useCallback, useEffect, useId, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrinterView } from '../../../contract/printing.ts';
import { shell } from '../../window-bridge.ts';
import './printing.css';

interface Printers {
  readonly printers: readonly PrinterView[];
  readonly chosen: string | null;
}

/** On which printer this workstation prints. What is chosen holds for every paper, and at the next start. */
export function PrinterChoice(): ReactElement | null {
  const { t } = useTranslation();
  const id = useId();
  const [found, setFound] = useState<Printers | null>(null);

  const ask = useCallback(async () => {
    const outcome = await shell.listPrinters({});
    if (outcome.ok) setFound(outcome.value);
  }, []);
  useEffect(() => {
    void shell.listPrinters({}).then((outcome) => {
      if (outcome.ok) setFound(outcome.value);
    });
  }, []);

  async function choose(printer: string): Promise<void> {
    await shell.choosePrinter({ printer });
    await ask();
  }

  // The first answer takes a moment; the notice that there is none comes with the attempt to print.
  if (found === null || found.printers.length === 0) return null;
  return (
    <div className="printer-choice">
      <label htmlFor={id}>{t('print.printer')}</label>
      <Select
        id={id}
        value={found.chosen}
        placeholder={t('print.chooseOne')}
        onChange={(printer) => void choose(printer)}
        onOpenChange={(open) => {
          if (open) void ask();
        }}
        options={found.printers.map(({ name, displayName, accepting }) => ({
          value: name,
          label: accepting === false ? t('print.notAccepting', { printer: displayName }) : displayName,
        }))}
      />
    </div>
  );
}

import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../contract/envelope.ts';
import type { WindowCallInput } from '../../contract/window-bridge.ts';
import { shell } from '../window-bridge.ts';

type Wanted =
  | { readonly of: 'roster'; readonly rosterId: string }
  | { readonly of: 'batch'; readonly batchId: string }
  | { readonly of: 'statement'; readonly serviceNumber: string };

/** 另存结果: where it goes is asked by the system's own dialogue, in the clerk's language is what stands in it. */
export function useSpreadsheet(): {
  readonly failure: Failure | null;
  readonly save: (wanted: Wanted) => Promise<void>;
} {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const [failure, setFailure] = useState<Failure | null>(null);
  return {
    failure,
    save: async (wanted) => {
      setFailure(null);
      const language: WindowCallInput<'saveSpreadsheet'>['language'] =
        i18n.language === 'en' ? 'en' : 'zh-CN';
      const outcome = await shell.saveSpreadsheet({ ...wanted, language });
      if (!outcome.ok) setFailure(outcome.error);
      else if (outcome.value.saved !== null) {
        void message.success(t('batch.saved', { file: outcome.value.saved.fileName }));
      }
    },
  };
}

import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { App, ConfigProvider } from 'antd';
import englishWords from 'antd/locale/en_US';
import chineseWords from 'antd/locale/zh_CN';
import { useEffect, useState, type ReactElement } from 'react';
import { useWindowState } from '../../appearance.ts';
import { createQueryClient, followRecords } from '../../components/counter-queries.ts';
import { PrintProvider } from '../../components/print.tsx';
import { RecordPrintProvider } from '../../components/record-print.tsx';
import { createProgramRouter } from './program-router.tsx';
import { programTheme } from './program-theme.ts';
import './program.css';

/** Everything behind the login. It lives until the clerk signs out; a lock only covers it. */
export default function Program(): ReactElement {
  const { appearance, dark } = useWindowState();
  const [queryClient] = useState(createQueryClient);
  const [router] = useState(createProgramRouter);
  useEffect(() => followRecords(queryClient), [queryClient]);
  return (
    <ConfigProvider
      locale={appearance.language === 'zh-CN' ? chineseWords : englishWords}
      theme={programTheme(dark)}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      <App component={false} message={{ top: 56 }}>
        <QueryClientProvider client={queryClient}>
          <RecordPrintProvider>
            <PrintProvider>
              <RouterProvider router={router} />
            </PrintProvider>
          </RecordPrintProvider>
        </QueryClientProvider>
      </App>
    </ConfigProvider>
  );
}

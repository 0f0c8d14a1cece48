import { flushSync } from 'react-dom';
import type { Failure } from '../../../contract/envelope.ts';
import { useDocumentReader } from '../issue-card/use-document-reader.ts';
import type { LetterForm } from './letter-form.ts';

/** The reader on the desk, for the document of who brings the letter; then the cursor is where nothing was read. */
export function useAgentReader(form: LetterForm): {
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly read: () => void;
} {
  const { busy, failure, read } = useDocumentReader(null);
  async function readAgent(): Promise<void> {
    const document = await read('representative');
    if (document === null) return;
    const { photo: _shownAtTheDesk, ...presented } = document;
    const { agent, ...typed } = form.getValues();
    // A reset form knows its fields again only when it has been rendered: the cursor is moved after that.
    flushSync(() => form.reset({ ...typed, agent: { ...agent, ...presented } }));
    requestAnimationFrame(() => form.setFocus('agent.phone'));
  }
  return { busy, failure, read: () => void readAgent() };
}

import type { ReactElement } from 'react';
import type { ServiceView } from '../../../contract/service-views.ts';
import { AttachmentBlock } from '../attachments/attachment-block.tsx';
import { CentralRefusal, ServiceHistory } from '../issue-card/service-panel.tsx';

/** Beside a sheet: what the central office refused, the scans, and what was done when; nobody stands there to compare. */
export function SheetPanel(props: { readonly service: ServiceView }): ReactElement {
  return (
    <>
      <CentralRefusal service={props.service} />
      <AttachmentBlock service={props.service} keyIsTaken={false} />
      <ServiceHistory service={props.service} />
    </>
  );
}

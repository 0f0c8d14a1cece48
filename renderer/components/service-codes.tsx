import type { ReactElement } from 'react';
import { qrCode, serviceBarcode } from './paper-codes.ts';

/** The service's number for a phone, for a scanner and for the eye: by it the paper is found again. */
export function ServiceCodes(props: { readonly serviceNumber: string }): ReactElement {
  const { serviceNumber } = props;
  return (
    <>
      <img className="paper-qr" src={qrCode(serviceNumber)} alt="" />
      <div>
        <img className="paper-bars" src={serviceBarcode(serviceNumber)} alt="" />
        <b>{serviceNumber}</b>
      </div>
    </>
  );
}

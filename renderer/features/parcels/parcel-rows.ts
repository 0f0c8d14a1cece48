import type { ParcelsView, ParcelSummary } from '../../../contract/parcels.ts';

/** One line of the page of parcels, in the order in which they call for somebody. */
export type ParcelRow =
  | (ParcelsView['toSend'][number] & { readonly kind: 'to-send' })
  | { readonly kind: 'arriving' | 'sent' | 'received' | 'recalled'; readonly parcel: ParcelSummary };

export function parcelRows({ arriving, toSend, sent, received }: ParcelsView): readonly ParcelRow[] {
  return [
    ...arriving.map((parcel) => ({ kind: 'arriving' as const, parcel })),
    ...toSend.map((one) => ({ ...one, kind: 'to-send' as const })),
    ...sent.map((parcel) => ({ kind: 'sent' as const, parcel })),
    ...received.map((parcel) => ({
      kind: parcel.status === 'recalled' ? ('recalled' as const) : ('received' as const),
      parcel,
    })),
  ];
}

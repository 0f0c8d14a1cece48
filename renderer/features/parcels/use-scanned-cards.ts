import { useRef, useState } from 'react';
import type { ScannedCard } from '../../../contract/parcels.ts';
import type { Failure } from '../../../contract/envelope.ts';
import { useScans } from '../../components/scans.ts';
import { counter } from '../../counter.ts';
import type { CardVerdict } from './card-verdict.ts';

/** What the last scan was, to be told at once beside the list. */
export interface LastScan {
  readonly text: string;
  readonly card: ScannedCard | null;
  readonly verdict: CardVerdict | 'again' | 'unknown';
}

export interface ScannedCards {
  readonly cards: readonly ScannedCard[];
  readonly last: LastScan | null;
  readonly failure: Failure | null;
  /** A number from the scanner or the keyboard. */
  readonly take: (text: string) => void;
  readonly remove: (cardNumber: string) => void;
}

/** Cards scanned one after the other; the verdict says of each whether it belongs on the list. */
export function useScannedCards(verdictOn: (card: ScannedCard) => CardVerdict): ScannedCards {
  const [cards, setCards] = useState<readonly ScannedCard[]>([]);
  const taken = useRef(new Set<string>());
  const [last, setLast] = useState<LastScan | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);

  async function take(text: string): Promise<void> {
    setFailure(null);
    const found = await counter.ask('checkScannedCard', { text });
    if (!found.ok) {
      if (found.error.code !== 'not-found') setFailure(found.error);
      setLast({ text, card: null, verdict: 'unknown' });
      return;
    }
    const card = found.value;
    const verdict = verdictOn(card);
    const belongs = verdict === 'fits' || verdict === 'surplus';
    // Scans come faster than the page is drawn: what lies there is known here, not from the last drawing.
    const again = taken.current.has(card.cardNumber);
    setLast({ text, card, verdict: again ? 'again' : verdict });
    if (!belongs || again) return;
    taken.current.add(card.cardNumber);
    setCards((before) => [...before, card]);
  }

  useScans(['card-number', 'blank-serial', 'service-number'], (scan) => void take(scan.text));
  return {
    cards,
    last,
    failure,
    take: (text) => void take(text),
    remove: (cardNumber) => {
      taken.current.delete(cardNumber);
      setCards((before) => before.filter((one) => one.cardNumber !== cardNumber));
    },
  };
}

import { useEffect, useState } from 'react';

/** How long a number stays readable before it is masked again, milliseconds. */
const readable = 30_000;

/** The full number while it is shown; it goes by itself, and with the person. */
export function useRevealedNumber(personId: string): {
  readonly revealed: string | null;
  readonly show: (number: string) => void;
} {
  const [shown, setShown] = useState<{ readonly personId: string; readonly number: string } | null>(null);
  useEffect(() => {
    if (shown === null) return;
    const timer = setTimeout(() => setShown(null), readable);
    return () => clearTimeout(timer);
  }, [shown]);
  return {
    revealed: shown?.personId === personId ? shown.number : null,
    show: (number) => setShown({ personId, number }),
  };
}

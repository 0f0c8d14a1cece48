import type { ReactElement } from 'react';

/** The mark of the program: a counter window with a card passed through it. */
export function BrandMark(): ReactElement {
  return (
    <svg viewBox="0 0 48 48" aria-hidden="true" focusable="false">
      <rect x="1" y="1" width="46" height="46" rx="10" fill="#fff" fillOpacity="0.14" />
      <path
        d="M10 30V19a14 14 0 0 1 28 0v11"
        fill="none"
        stroke="#fff"
        strokeWidth="3"
        strokeLinecap="round"
      />
      <path d="M7 31h34" stroke="#fff" strokeWidth="3" strokeLinecap="round" />
      <rect x="16" y="25" width="16" height="13" rx="2" fill="#5fd39a" stroke="#0f3f86" strokeWidth="1.5" />
      <rect x="18.5" y="29" width="4.5" height="4" rx="1" fill="#0f3f86" />
    </svg>
  );
}

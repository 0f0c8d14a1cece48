/** Stands for the clerk where nobody at a counter did it: the central office by itself, or the bank or another area told it. */
export const centralOffice = 'central-office';

import { inRoundsThenByChance, theCheckerSees } from './support/checker-sees.ts';
import { bankVariants } from './variants/bank-variants.ts';
import { ledgerVariants } from './variants/ledger-variants.ts';
import { monthVariants } from './variants/month-variants.ts';
import { pinVariants } from './variants/pin-variants.ts';

theCheckerSees([...pinVariants, ...bankVariants, ...ledgerVariants, ...monthVariants], inRoundsThenByChance);

import { inRoundsAbout, theCheckerSees } from './support/checker-sees.ts';
import { bankVariants } from './variants/bank-variants.ts';
import { ledgerVariants } from './variants/ledger-variants.ts';
import { claimVariants, payoutVariants, transferVariants } from './variants/money-variants.ts';
import { monthVariants } from './variants/month-variants.ts';
import { pinVariants } from './variants/pin-variants.ts';

theCheckerSees(pinVariants, inRoundsAbout('password'));
theCheckerSees(bankVariants, inRoundsAbout('the bank'));
theCheckerSees(ledgerVariants, inRoundsAbout('reversal'));
theCheckerSees(monthVariants, inRoundsAbout('month'));
theCheckerSees(payoutVariants, inRoundsAbout('pay out'));
theCheckerSees(claimVariants, inRoundsAbout('claimed back'));
theCheckerSees(transferVariants, inRoundsAbout('another person'));

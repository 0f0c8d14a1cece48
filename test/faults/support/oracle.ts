import type { CommandOrigin } from '../../../contract/commands.ts';
import type { CommandBody, CommandRequests } from '../../../domain/command/command-rules.ts';
import type { Change } from '../../../domain/records/change.ts';
import type { EmployerBatch, Representative } from '../../../domain/records/records.ts';
import { answersInquiry } from './inquiry-work.ts';
import { StatementBook } from './statement-oracle.ts';
import { statesTruly } from './statement-work.ts';
import { DayRoom } from './day-work.ts';
import {
  batchLine,
  blankLine,
  cardLine,
  cardThingOf,
  parcelLine,
  parcelOf,
  scanLine,
  serviceLine,
  serviceOf,
  type Blank,
  type CardState,
  type CardThing,
  type Service,
} from './oracle-lines.ts';
import { LedgerRoom } from './ledger-oracle.ts';
import { PaymentDesk } from './payment-oracle.ts';
import { PayoutRoom } from './payout-oracle.ts';
import { TransferRoom } from './transfer-oracle.ts';
import { ContributionRoom, sealCard } from './contribution-oracle.ts';
import type { ContributionKind } from './contribution-work.ts';
import { backToBeginning, ParcelRoom } from './parcel-oracle.ts';
import {
  applicantsPapers,
  comesRightly,
  takerOf,
  takesRightly,
  type PersonAtTheCounter,
} from './people-at-the-counter.ts';
import { UnfreezingDesk } from './unfreezing-oracle.ts';
import { PrintTray } from './print-oracle.ts';
import { PinBook, type PinService } from './pin-oracle.ts';
import { StockShelf } from './stock-oracle.ts';

/**
 * What issuing a card, sending it, losing it and keeping the stock mean, told a second time and as simply as it can be:
 * not how records are written, only who may do what after what, and what a person at the shelf would see. It shares no
 * line with the rules of the product.
 *
 * A new command kind is told here too; the compiler asks for it.
 */
export class Oracle {
  readonly #clerks = new Map<string, { readonly active: boolean; readonly supervises: boolean }>();
  readonly #shelf = new StockShelf();
  readonly #days = new DayRoom();
  readonly #dead = new Map<string, boolean>();
  readonly #people = new Map<string, PersonAtTheCounter>();
  readonly #cards = new Map<string, CardThing>();
  readonly #services = new Map<string, Service>();
  readonly #pins: PinBook;
  readonly #parcels = new ParcelRoom(this.#services, this.#cards, this.#shelf);
  readonly #prints = new PrintTray();
  readonly #accounts = new Map<string, string>();
  readonly #contributions = new ContributionRoom(this.#accounts);
  readonly #unfreezing = new UnfreezingDesk({
    services: this.#services,
    cards: this.#cards,
    people: this.#people,
    dead: this.#dead,
    newService,
    accounts: this.#accounts,
    isCovered: (person, day) => this.#contributions.isCovered(person, day),
  });
  readonly #ledger: LedgerRoom;
  readonly #payouts: PayoutRoom;
  readonly #payments: PaymentDesk;
  readonly #transfers: TransferRoom;
  readonly #scans = new Map<string, Scan>();
  /** Whose statements were made, and where. */
  readonly #statements = new StatementBook();
  /** The day at the central office when it decides. */
  #centralDay = '';
  /** For whom something came late, and on which day. */
  readonly #late = new Map<string, string>();
  readonly #employers = new Map<string, boolean>();
  readonly #batches = new Map<string, Batch>();
  /** What the pooling area has settled, by name: one value each in these counties. */
  readonly #settled = new Map<string, string>();

  /**
   * @param beginning the records with which the county began
   * @param open takes what a counter sealed out of its envelope: a card's password
   * @param openSignature the same of a clerk's signature; null where it is none
   * @param said what another area has said under an id
   */
  constructor(
    beginning: readonly Change[],
    open: (sealed: string) => string,
    openSignature: ConstructorParameters<typeof LedgerRoom>[0]['openSignature'] = () => null,
    said: ConstructorParameters<typeof TransferRoom>[0]['said'] = () => undefined,
  ) {
    this.#pins = new PinBook(open);
    this.#ledger = new LedgerRoom({
      services: this.#services,
      people: this.#people,
      accounts: this.#accounts,
      settled: this.#settled,
      servicePoints: this.#shelf.points,
      leftBy: (service) => {
        const [paid, back] = [this.#payments.paidFor(service), this.#transfers.cameBackOf(service)];
        return paid === null || back === null ? null : paid - back;
      },
      newService,
      openSignature,
    });
    this.#payments = new PaymentDesk((posted) => this.#ledger.post(posted));
    const standing = {
      services: this.#services,
      cards: this.#cards,
      people: this.#people,
      dead: this.#dead,
      accounts: this.#accounts,
      newService,
      isSealWrong: (person: string, day: string) => this.#isSealWrong(person, day),
      insurance: this.#contributions,
      ledger: this.#ledger,
      payments: this.#payments,
    };
    this.#payouts = new PayoutRoom({
      ...standing,
      servicePoints: this.#shelf.points,
      isTransferred: (person) => this.#transfers.isUnderWay(person),
    });
    this.#transfers = new TransferRoom({
      ...standing,
      isPaidOut: (person) => this.#payouts.isUnderWay(person),
      follow: (person, day) => this.#follow(person, day),
      said,
    });
    this.#payments.payoutHears = (payment, returned) => this.#payouts.hear(payment, returned);
    this.#ledger.owners.payout = this.#payouts;
    this.#ledger.owners['transfer-out'] = this.#transfers.leaving;
    this.#ledger.owners['remittance-return'] = this.#transfers.returning;
    for (const one of beginning) this.foreign(one);
  }

  /**
   * A change by another hand than a counter's.
   * @param day the day at the central office
   */
  foreign(change: Change, day = ''): void {
    this.#unfreezing.foreign(change);
    this.#contributions.foreign(change);
    this.#ledger.foreign(change);
    if (change.table === 'payment') this.#payments.foreign(change.record, day);
    if (change.table === 'calendarYear') this.#transfers.learn(change.record);
    if (change.table === 'incomingRemittance') this.#transfers.hearOfMoney(change.record.id);
    if (change.table === 'relationshipTransfer') this.#transfers.hear(change.record, day);
    if (change.table === 'office') {
      this.#shelf.offices.add(change.record.id);
      if (change.record.kind === 'service-point') this.#shelf.points.add(change.record.id);
    }
    if (change.table === 'clerk') {
      const { id, active, role } = change.record;
      this.#clerks.set(id, { active, supervises: role === 'supervisor' });
    }
    if (change.table === 'workstation')
      this.#shelf.workstations.set(change.record.id, change.record.officeId);
    if (change.table === 'insuredPerson') {
      const { id, documentNumber, name, birthDate: born, phone, deceasedOn } = change.record;
      this.#dead.set(id, deceasedOn !== null);
      this.#people.set(id, { documentNumber, name, born, phone: phone ?? '', child: born > '2012' });
    }
    if (change.table === 'card') this.#cards.set(change.record.id, cardThingOf(change.record));
    if (change.table === 'serviceRecord') this.#services.set(change.record.id, serviceOf(change.record));
    if (change.table === 'parcel') this.#parcels.parcels.set(change.record.id, parcelOf(change.record));
    if (change.table === 'poolingAreaParameter') {
      this.#settled.set(change.record.name, change.record.value);
    }
    if (change.table === 'employer') this.#employers.set(change.record.id, change.record.active);
    if (change.table === 'blankCard') {
      const { id, cardNumber, officeId, workstationId, status, serviceId } = change.record;
      this.#shelf.blanks.set(id, { cardNumber, officeId, workstationId, status, serviceId });
    }
    if (change.table === 'attachment') {
      // The central office has the content, once.
      const scan = this.#scans.get(change.record.id);
      if (scan !== undefined) scan.received += 1;
    }
  }

  /** A month has begun: everybody's seal is what his months say, and the dead's stays. */
  turnMonth(day: string): void {
    for (const person of this.#people.keys()) this.#follow(person, day);
  }

  #follow(person: string, day: string): void {
    if (this.#dead.get(person) !== false) return;
    this.#sealCardOf(person, this.#contributions.follow(person, day), day);
  }

  /**
   * Decides a command and does it; answers whether it is done. What was done on a day that is over by now follows the
   * months of today, when all that came with it is decided.
   * @param centralDay the day at the central office: no counter is believed to live in a later one
   * @param command its id, after which is named what it posts
   */
  decide(body: CommandBody, origin: CommandOrigin, centralDay: string, command = ''): boolean {
    this.#centralDay = centralDay;
    const isDone = this.#decide(body, origin, centralDay, command);
    const { kind, request } = body;
    const judges =
      kind === 'suspend-insurance' ||
      kind === 'resume-insurance' ||
      kind === 'register-back-payment' ||
      kind === 'credit-transfer' ||
      kind === 'release-account';
    if (isDone && judges && origin.today < centralDay) this.#late.set(request.personId, centralDay);
    return isDone;
  }

  /** Whether his account is sealed by mistake: the months cover him on this day and still do. A turn of the month is none. */
  #isSealWrong(person: string, day: string): boolean {
    const days = [day, this.#centralDay];
    return (
      this.#accounts.get(person) === 'sealed' &&
      days.every((one) => this.#contributions.isCovered(person, one))
    );
  }

  /** What was decided together is decided: the seals of those for whom it came late follow. */
  followLate(): void {
    for (const [person, day] of this.#late) this.#follow(person, day);
    this.#late.clear();
  }

  #decide(body: CommandBody, origin: CommandOrigin, centralDay: string, command: string): boolean {
    const { kind, request } = body;
    const clerk = this.#clerks.get(origin.clerkId);
    if (this.#shelf.workstations.get(origin.workstationId) !== origin.officeId) return false;
    if (kind === 'record-print' || kind === 'record-print-end' || kind === 'record-paper-reclaimed') {
      // Whoever printed it, it is there.
      return clerk !== undefined && this.#prints.decide(body, origin, clerk.active);
    }
    if (clerk?.active !== true) return false;
    const here = origin.workstationId;
    const day = origin.today < centralDay ? origin.today : centralDay;
    switch (kind) {
      case 'accept-card-application': {
        const { serviceNumber, personId } = request;
        const person = this.#people.get(personId);
        if (person === undefined || !comesRightly(applicantsPapers(request), person)) return false;
        if (this.#dead.get(personId) !== false || this.#services.has(serviceNumber)) return false;
        if (this.#openServicesOf(personId).length > 0 || this.#payouts.holds(personId)) return false;
        if (this.#transfers.isLeaving(personId)) return false;
        const { applicationType: type = '01', representative = null } = request;
        const former = this.#cards.get(request.formerCardNumber ?? '');
        if ((type === '01') !== ((request.formerCardNumber ?? null) === null)) return false;
        // A card formally lost is replaced, one in hand exchanged; any other card of his stands in the way.
        const mustBe = { '01': null, '05': 'lost in writing', '06': 'valid', '07': 'valid' } as const;
        const state = former !== undefined && isLossOver(former, day) ? stateInHand(former) : former?.state;
        const fits = former?.person === personId && state === mustBe[type];
        if (type !== '01' && !fits) return false;
        // A locked card is unlocked and not exchanged; once it is lost there is nothing to unlock.
        if ((type === '06' || type === '07') && former?.held === 'locked') return false;
        if (this.#cardsOf(personId).some((card) => card !== former && card.state !== 'cancelled'))
          return false;
        // 20 yuan here for another card, nothing for the first one and under warranty.
        const fee = type === '05' || type === '06' ? 2000 : 0;
        if (fee > 0 && request.feePaid !== true) return false;
        const away = this.#shelf.points.has(origin.officeId);
        // A service point promises a day, and no day without the days that the area has published.
        if (away && !this.#settled.has('service-point-working-days')) return false;
        if (former !== undefined) {
          former.state = type === '05' ? 'being replaced' : 'being exchanged';
          former.lostUntil = '';
        }
        this.#services.set(serviceNumber, {
          ...newService(personId, origin),
          away,
          channel: request.channel,
          representative,
          type,
          former: request.formerCardNumber ?? null,
          fee,
        });
        return true;
      }
      case 'record-card-production': {
        const service = this.#openService(request);
        const blank = this.#shelf.blanks.get(request.blankSerial);
        if (service === null || blank === undefined) return false;
        // The centre makes cards, and no service point. What is done on the spot stays at its own window.
        if (this.#shelf.points.has(origin.officeId)) return false;
        if (!service.away && service.at !== here) return false;
        // For the dead nothing is made; what was begun is thrown away.
        if (request.step !== 'spoiled' && this.#dead.get(service.person) !== false) return false;
        if (request.step === 'chip-written') {
          const mayTake = blank.status === 'in-stock' && blank.workstationId === here;
          if (service.stage !== 'accepted' || !mayTake || this.#cards.has(blank.cardNumber)) return false;
          this.#takeBlank(request.blankSerial, blank, request.serviceNumber, service, origin.officeId);
          return true;
        }
        // Only who has the card in hand goes on with it.
        if (service.blank !== request.blankSerial || blank.workstationId !== here) return false;
        if (this.#cards.get(blank.cardNumber)?.lies !== origin.officeId) return false;
        if (service.stage === 'dispatched' || service.stage === 'arrived') return false;
        const last = service.steps.at(-1);
        if (request.step === 'printed' && last !== 'chip-written') return false;
        if (request.step === 'verified' && last !== 'printed') return false;
        service.steps.push(request.step);
        if (request.step === 'verified') service.stage = 'produced';
        if (request.step === 'spoiled') {
          this.#throwAway(service);
          backToBeginning(service);
        }
        return true;
      }
      case 'set-card-pin': {
        const taken = this.#services.get(request.serviceNumber);
        if (taken?.takenBy === 'employer') return this.#setHolderPin(taken, request, day);
        const service = this.#serviceOfDesk(request, origin);
        const card = this.#cards.get(request.cardNumber);
        if (service === null || !isCollectable(service)) return false;
        if (card === undefined || card.blank !== service.blank) return false;
        card.pin = true;
        this.#pins.set(request.cardNumber, request.sealedPin);
        service.steps.push('pin-set');
        return true;
      }
      case 'hand-over-card': {
        const service = this.#serviceOfDesk(request, origin);
        const card = this.#cards.get(request.cardNumber);
        const fits = card?.blank === request.blankSerial && service?.blank === request.blankSerial;
        if (service === null || !isCollectable(service) || card === undefined || !fits) return false;
        if (!card.pin || !request.receiptSigned) return false;
        // Nobody takes a card that was finished after his death was registered.
        if (this.#dead.get(service.person) !== false) return false;
        const person = this.#people.get(service.person);
        if (person === undefined || !takesRightly(request, service, person)) return false;
        // The one that it follows is cancelled in the same moment; in whose place nothing stands is refused.
        const former = this.#cards.get(service.former ?? '');
        const alive = this.#cardsOf(service.person).filter(
          (one) => one !== card && one.state !== 'cancelled',
        );
        const followed = (one: CardThing) => one === former && one.state.startsWith('being ');
        if (!alive.every(followed)) return false;
        const cut = service.type === '06' || service.type === '07';
        const gone = former?.state.includes('lost') === true && !isLossOver(former, day);
        if (cut && request.formerCardTakenIn !== true && !gone) return false;
        if (cut && request.formerCardTakenIn === true) service.steps.push('former-card-destroyed');
        // What is sealed goes on being so with the new card; a lock ends with the old card.
        if (former?.held === 'sealed' || this.#accounts.get(service.person) === 'sealed')
          card.held = 'sealed';
        if (former !== undefined) {
          former.state = 'cancelled';
          former.lostUntil = '';
          former.held = '';
        }
        service.takenBy = takerOf(request, service);
        card.state = 'valid';
        this.#shelf.mark(request.blankSerial, 'issued');
        service.steps.push('handed-over');
        service.stage = 'completed';
        service.open = false;
        return true;
      }
      case 'withdraw-card-application': {
        const service = this.#serviceOfDesk(request, origin);
        if (service === null || service.blank !== request.blankSerial) return false;
        // While it is being made for a service point or is under way, nobody there has the card in hand.
        if (service.away && service.stage !== 'accepted' && service.stage !== 'arrived') return false;
        this.#withdraw(service, day);
        return true;
      }
      case 'spoil-blank-card': {
        const blank = this.#shelf.blanks.get(request.blankSerial);
        if (blank?.status !== 'in-stock' || blank.workstationId !== here) return false;
        this.#shelf.blanks.set(request.blankSerial, {
          ...blank,
          status: 'spoiled',
          serviceId: request.serviceNumber,
        });
        return true;
      }
      case 'attach-document': {
        const service = this.#services.get(request.serviceNumber);
        if (service?.person !== request.personId || service.stage === 'withdrawn') return false;
        if (service.home !== origin.officeId) return false;
        if (this.#scans.has(request.attachmentId) || request.size === 0) return false;
        const { serviceNumber, kind: what } = request;
        this.#scans.set(request.attachmentId, { service: serviceNumber, what, received: 0 });
        return true;
      }
      case 'open-employer-batch': {
        const { batchId, employerId, rows } = request;
        // A batch is made on the spot, from its first row to its last.
        if (this.#shelf.points.has(origin.officeId)) return false;
        if (this.#employers.get(employerId) !== true || rows < 1) return false;
        if (this.#batches.has(batchId) || this.#services.has(batchId)) return false;
        const acting = { relation: 'employer-agent', authorisation: 'letter-of-introduction' } as const;
        const agent = { ...request.agent, ...acting };
        this.#batches.set(batchId, { employer: employerId, office: origin.officeId, stage: 'open', agent });
        return true;
      }
      case 'accept-batch-application': {
        const batch = this.#batchAt(request.batchId, origin.officeId);
        if (batch?.stage !== 'open') return false;
        if (this.#contributions.employerOf(request.personId) !== batch.employer) return false;
        return this.#applyByRoster(request, origin, batch.agent);
      }
      case 'close-employer-batch': {
        const batch = this.#batchAt(request.batchId, origin.officeId);
        if (batch?.stage !== 'open') return false;
        batch.stage = 'made';
        return true;
      }
      case 'hand-over-batch': {
        const batch = this.#batchAt(request.batchId, origin.officeId);
        if (batch?.stage !== 'made' && batch?.stage !== 'handed-over') return false;
        if (!request.listSigned || request.cards.length === 0) return false;
        const list = request.cards.map((one) => this.#batchCard(one, request.batchId));
        if (list.some((one) => one === null)) return false;
        if (new Set(request.cards.map(({ serviceNumber }) => serviceNumber)).size < list.length) return false;
        batch.stage = 'handed-over';
        for (const one of list) {
          if (one === null) continue;
          one.card.state = 'collected';
          if (this.#accounts.get(one.service.person) === 'sealed') one.card.held = 'sealed';
          this.#shelf.mark(one.card.blank, 'issued');
          one.service.steps.push('handed-over');
          one.service.takenBy = 'employer';
          one.service.stage = 'completed';
          one.service.open = false;
        }
        return true;
      }
      case 'cancel-employer-batch': {
        const batch = this.#batchAt(request.batchId, origin.officeId);
        if (batch?.stage !== 'open') return false;
        const services = request.unfinished.map((one) => {
          const service = this.#serviceOfDesk(one, origin);
          const fits = service?.batch === request.batchId && service.blank === one.blankSerial;
          return fits && service.stage !== 'produced' ? service : null;
        });
        if (services.some((one) => one === null) || new Set(services).size < services.length) return false;
        batch.stage = 'cancelled';
        for (const service of services) if (service !== null) this.#withdraw(service, day);
        return true;
      }
      case 'report-loss': {
        const card = this.#cards.get(request.cardNumber);
        if (card?.person !== request.personId || this.#services.has(request.serviceNumber)) return false;
        const byPhone = request.channel === 'telephone';
        const phoned = card.state.endsWith('lost by phone');
        if (!inHand.has(card.state) && !phoned) return false;
        if (byPhone && phoned && !isLossOver(card, day)) return false;
        const person = this.#people.get(request.personId);
        if (request.channel !== 'telephone' && (person === undefined || !comesRightly(request, person))) {
          return false;
        }
        const days = Number(this.#settled.get('provisional-loss-days'));
        const lost = byPhone ? 'lost by phone' : 'lost in writing';
        card.state = card.state.startsWith('being exchanged') ? `being exchanged, ${lost}` : lost;
        card.lostUntil = byPhone ? dayAfter(day, days) : '';
        this.#note(request, origin, byPhone ? 'reported-provisional' : 'reported-formal');
        return true;
      }
      case 'lift-loss-report': {
        const card = this.#cards.get(request.cardNumber);
        if (card?.person !== request.personId || this.#services.has(request.serviceNumber)) return false;
        // Nobody gets a card back whose holder is dead.
        if (this.#dead.get(request.personId) !== false) return false;
        const person = this.#people.get(request.personId);
        if (person === undefined || !comesRightly(request, person)) return false;
        const phoned = card.state.endsWith('lost by phone') && !isLossOver(card, day);
        const written = card.state.endsWith('lost in writing');
        if (request.lifts === 'formal' ? !written : !phoned) return false;
        if (written && this.#settled.get('lift-after-formal-loss') !== 'until-replaced') return false;
        card.state = stateInHand(card);
        card.lostUntil = '';
        this.#note(request, origin, 'lifted');
        return true;
      }
      case 'answer-inquiry': {
        const { serviceNumber, personId } = request;
        if (this.#services.has(serviceNumber)) return false;
        const who = { person: this.#people.get(personId), dead: this.#dead.get(personId) };
        const answered = answersInquiry(request, who, newService(personId, origin));
        if (answered !== null) this.#services.set(serviceNumber, answered);
        return answered !== null;
      }
      case 'issue-statement': {
        const { serviceNumber, personId } = request;
        if (this.#services.has(serviceNumber)) return false;
        const stated = statesTruly(
          request,
          {
            person: this.#people.get(personId),
            dead: this.#dead.get(personId),
            hasAccount: this.#accounts.has(personId),
          },
          this.#ledger,
          day,
          newService(personId, origin),
        );
        if (stated !== null) {
          this.#services.set(serviceNumber, stated.service);
          this.#statements.tell(request, origin.officeId, stated.movements);
        }
        return stated !== null;
      }
      case 'close-day':
        return this.#days.decide(body, origin, day, command);
      case 'release-account':
      case 'request-bank-service':
      case 'withdraw-bank-request':
      case 'record-bank-answer-told':
        return this.#unfreezing.decide(body, origin, day);
      case 'suspend-insurance':
      case 'resume-insurance':
      case 'register-back-payment':
        return this.#insure(body, origin, day);
      case 'change-card-pin':
      case 'reset-card-pin':
      case 'unlock-card':
        return this.#pinService(body, origin, day);
      case 'receive-blank-cards':
      case 'move-blank-cards':
      case 'return-blank-cards':
      case 'destroy-blank-cards':
      case 'count-blank-cards':
        return this.#shelf.decide(body, origin, clerk.supervises);
      case 'send-parcel':
      case 'receive-parcel':
      case 'receive-card':
      case 'remake-missing-card':
      case 'recall-parcel':
      case 'collect-here':
      case 'record-notification':
        return this.#parcels.decide(body, origin);
      case 'request-reversal':
      case 'record-claim-repayment':
      case 'approve-service':
      case 'refuse-approval':
        return this.#ledger.decide(body, origin, day, command);
      case 'accept-payout':
      case 'check-payout':
      case 'correct-payout':
      case 'withdraw-payout':
      case 'close-payout':
        return this.#payouts.decide(body, origin, day);
      case 'accept-transfer-out':
      case 'accept-transfer-in':
      case 'withdraw-transfer':
      case 'follow-up-transfer':
      case 'match-remittance':
      case 'credit-transfer':
      case 'return-remittance':
        return this.#transfers.decide(body, origin, day);
      default:
        return kind satisfies never;
    }
  }

  /** 停保, 续保, 补缴: what the months become, and with them the seal of the account and of the card in hand. */
  #insure(
    body: Extract<CommandBody, { readonly kind: ContributionKind }>,
    origin: CommandOrigin,
    day: string,
  ): boolean {
    const { serviceNumber, personId, asker } = body.request;
    const person = this.#people.get(personId);
    if (person === undefined || this.#services.has(serviceNumber)) return false;
    if (this.#dead.get(personId) !== false || asker.channel === 'death-report') return false;
    if (asker.channel !== 'employer' && !comesRightly(asker, person)) return false;
    const isAboutToEnd = this.#payouts.holds(personId) || this.#transfers.isLeaving(personId);
    if (body.kind !== 'suspend-insurance' && isAboutToEnd) return false;
    const done = this.#contributions.decide(body, day);
    if (done === null) return false;
    this.#sealCardOf(personId, done.moved, day);
    this.#services.set(serviceNumber, {
      ...newService(personId, origin),
      stage: 'completed',
      open: false,
      steps: [done.step],
      channel: asker.channel,
      representative:
        asker.channel === 'employer'
          ? { ...asker.agent, relation: 'employer-agent', authorisation: 'letter-of-introduction' }
          : asker.representative,
    });
    return true;
  }

  /** The card in his hand is sealed or released with his account; a loss that is over by then is no more. */
  #sealCardOf(person: string, moved: 'sealed' | 'open' | null, day: string): void {
    const card = this.#cardsOf(person).find(
      ({ state }) => state !== 'in the making' && state !== 'cancelled',
    );
    const before = card?.held;
    sealCard(card, moved);
    if (card !== undefined && card.held !== before && isLossOver(card, day)) {
      card.state = stateInHand(card);
      card.lostUntil = '';
    }
  }

  /** A row of an employer's roster: a first card, of somebody who needs no guardian. */
  #applyByRoster(
    request: { readonly serviceNumber: string; readonly personId: string; readonly batchId: string },
    origin: CommandOrigin,
    representative: Representative,
  ): boolean {
    const { serviceNumber, personId: person, batchId } = request;
    if (this.#dead.get(person) !== false || this.#services.has(serviceNumber)) return false;
    if (this.#people.get(person)?.child !== false || this.#openServicesOf(person).length > 0) return false;
    if (this.#cardsOf(person).some((card) => card.state !== 'cancelled')) return false;
    const came = { channel: 'employer', representative, batch: batchId };
    this.#services.set(serviceNumber, { ...newService(person, origin), ...came });
    return true;
  }

  #withdraw(service: Service, day: string): void {
    this.#throwAway(service);
    const former = this.#cards.get(service.former ?? '');
    if (former?.state === 'being replaced') former.state = 'lost in writing';
    if (former?.state.startsWith('being exchanged') === true) {
      const over = isLossOver(former, day);
      if (former.state.endsWith('lost by phone') && !over) former.state = 'lost by phone';
      else former.state = former.state.endsWith('in writing') ? 'lost in writing' : 'valid';
      if (over) former.lostUntil = '';
    }
    service.steps.push('withdrawn');
    service.stage = 'withdrawn';
    service.open = false;
  }

  #batchAt(batchId: string, office: string): Batch | null {
    const batch = this.#batches.get(batchId);
    return batch?.office === office ? batch : null;
  }

  /** The holder of a card with a password has come for it, with his document; nobody comes in his place. */
  #pinService(body: PinService, origin: CommandOrigin, day: string): boolean {
    const { request } = body;
    const card = this.#cards.get(request.cardNumber);
    const person = this.#people.get(request.personId);
    const most = this.#settled.get('pin-tries');
    if (card?.person !== request.personId || person === undefined || most === undefined) return false;
    if (this.#services.has(request.serviceNumber) || this.#dead.get(request.personId) !== false) return false;
    if (request.channel === 'agent' || !comesRightly(request, person)) return false;
    const state = isLossOver(card, day) ? stateInHand(card) : card.state;
    if (!card.pin || (state !== 'valid' && state !== 'being exchanged')) return false;
    const { representative } = request;
    const acting = representative === null ? [] : [representative.documentNumber, representative.phone];
    const bankNumber = this.#unfreezing.bankAccounts.get(request.personId)?.number ?? '';
    const numbers = [request.cardNumber, person.documentNumber, person.phone, bankNumber, ...acting];
    const account = this.#accounts.get(request.personId);
    const entry = this.#pins.decide(body, card, Number(most), { account, born: person.born, numbers });
    if (entry === null) return false;
    card.state = state;
    card.lostUntil = '';
    this.#services.set(request.serviceNumber, {
      ...newService(request.personId, origin),
      stage: entry.stage,
      open: false,
      steps: [...entry.steps],
      channel: request.channel,
      representative: request.representative,
      former: request.cardNumber,
    });
    return true;
  }

  /** The employer's agent took the card: its holder alone, with his own document, gives it a password and life. */
  #setHolderPin(service: Service, request: CommandRequests['set-card-pin'], day: string): boolean {
    const card = this.#cards.get(request.cardNumber);
    const person = this.#people.get(service.person);
    const { holder = null } = request;
    if (card === undefined || person === undefined || holder === null) return false;
    if (request.personId !== service.person || card.blank !== service.blank || card.pin) return false;
    if (this.#dead.get(service.person) !== false) return false;
    if (holder.documentNumber !== person.documentNumber || holder.name !== person.name) return false;
    if (holder.documentValidUntil !== 'long-term') return false;
    if ((isLossOver(card, day) ? stateInHand(card) : card.state) !== 'collected') return false;
    if (card.held === 'locked') return false;
    card.pin = true;
    this.#pins.set(request.cardNumber, request.sealedPin);
    card.state = 'valid';
    card.lostUntil = '';
    service.steps.push('pin-set');
    return true;
  }

  /** A finished card of this batch that may go to its holder. */
  #batchCard(
    one: { serviceNumber: string; personId: string; cardNumber: string; blankSerial: string },
    batchId: string,
  ): { readonly service: Service; readonly card: CardThing } | null {
    const service = this.#services.get(one.serviceNumber);
    const card = this.#cards.get(one.cardNumber);
    if (service?.batch !== batchId || service.person !== one.personId || card === undefined) return null;
    if (service.stage !== 'produced' || card.blank !== service.blank) return null;
    if (one.blankSerial !== service.blank || this.#dead.get(service.person) !== false) return null;
    const others = this.#cardsOf(service.person).filter((other) => other !== card);
    const inTheWay = others.some(({ state }) => state !== 'cancelled' && state !== 'in the making');
    return inTheWay ? null : { service, card };
  }

  /** What must stand at the central office, one line for each thing, sorted. */
  expected(): readonly string[] {
    return [
      ...[...this.#shelf.blanks].map(([id, blank]) => blankLine(id, blank)),
      ...this.#shelf.counts,
      ...[...this.#cards].map(([id, card]) => cardLine(id, card)),
      ...[...this.#services].map(([id, service]) => serviceLine(id, service)),
      ...[...this.#batches].map(([id, { employer, office, stage }]) =>
        batchLine(id, employer, office, stage),
      ),
      ...[...this.#scans].map(([id, { service, what, received }]) => scanLine(id, service, what, received)),
      ...this.#statements.lines(),
      ...this.#unfreezing.lines(),
      ...this.#contributions.lines(),
      ...this.#ledger.lines(),
      ...this.#payouts.lines(),
      ...this.#payments.lines(),
      ...this.#transfers.lines(),
      ...this.#days.lines(),
      ...this.#prints.lines(),
      ...[...this.#parcels.parcels].map(([id, parcel]) => parcelLine(id, parcel)),
    ].sort();
  }

  #cardsOf(person: string): readonly CardThing[] {
    return [...this.#cards.values()].filter((card) => card.person === person);
  }

  #openServicesOf(person: string): readonly Service[] {
    return [...this.#services.values()].filter(
      (service) => service.open && !service.besideCards && service.person === person,
    );
  }

  #openService(request: { readonly serviceNumber: string; readonly personId: string }): Service | null {
    const service = this.#services.get(request.serviceNumber);
    const isCard = service?.open === true && !service.besideCards;
    return isCard && service.person === request.personId ? service : null;
  }

  /** Where its holder stands: at the window that accepted him, or at any window of his service point. */
  #serviceOfDesk(
    request: { readonly serviceNumber: string; readonly personId: string },
    { officeId, workstationId }: CommandOrigin,
  ): Service | null {
    const service = this.#openService(request);
    const his = service?.away === true ? service.home === officeId : service?.at === workstationId;
    return his ? service : null;
  }

  /** Something that was done at once and is a service of its own. */
  #note(
    request: CommandRequests['report-loss' | 'lift-loss-report'],
    origin: CommandOrigin,
    step: string,
  ): void {
    this.#services.set(request.serviceNumber, {
      ...newService(request.personId, origin),
      stage: 'completed',
      open: false,
      steps: [step],
      channel: request.channel,
      representative: request.channel === 'telephone' ? null : request.representative,
      former: request.cardNumber,
    });
  }

  #takeBlank(serial: string, blank: Blank, serviceNumber: string, service: Service, office: string): void {
    this.#shelf.blanks.set(serial, { ...blank, status: 'in-production', serviceId: serviceNumber });
    this.#cards.set(blank.cardNumber, {
      person: service.person,
      blank: serial,
      state: 'in the making',
      held: '',
      pin: false,
      failures: 0,
      lostUntil: '',
      lies: office,
    });
    service.steps.push('chip-written');
    service.stage = 'in-production';
    service.blank = serial;
    service.card = blank.cardNumber;
  }

  #throwAway(service: Service): void {
    if (service.blank === null) return;
    const blank = this.#shelf.blanks.get(service.blank);
    const card = this.#cards.get(blank?.cardNumber ?? '');
    if (card !== undefined) card.state = 'cancelled';
    this.#shelf.mark(service.blank, 'spoiled');
    // What had come to a service point lies there, in nobody's drawer.
    if (card !== undefined) this.#shelf.layAt(service.blank, card.lies);
  }
}

/** Nobody has reported it, and it is with its holder: with a password or still without, or until the new one comes. */
const inHand: ReadonlySet<CardState> = new Set(['valid', 'collected', 'being exchanged']);

interface Scan {
  readonly service: string;
  readonly what: string;
  received: number;
}

interface Batch {
  readonly employer: string;
  readonly office: string;
  stage: EmployerBatch['stage'];
  readonly agent: Representative;
}

/** A service as it begins, on the spot and for a first card. */
function newService(person: string, { officeId, workstationId }: CommandOrigin): Service {
  return {
    person,
    at: workstationId,
    home: officeId,
    away: false,
    stage: 'accepted',
    blank: null,
    card: null,
    parcel: null,
    besideCards: false,
    batch: null,
    open: true,
    steps: ['accepted'],
    channel: 'in-person',
    representative: null,
    type: '01',
    former: null,
    fee: 0,
    takenBy: null,
  };
}

/** Its holder can take it: it lies where it was made on the spot, or has come to his service point. */
function isCollectable({ away, stage }: Service): boolean {
  return stage === (away ? 'arrived' : 'produced');
}

/** What a card is in its holder's hand. */
function stateInHand({ pin, state }: CardThing): CardState {
  if (state.startsWith('being exchanged')) return 'being exchanged';
  return pin ? 'valid' : 'collected';
}

/** Whether a loss that was told by telephone has had its last day. */
function isLossOver({ state, lostUntil }: CardThing, day: string): boolean {
  return state.endsWith('lost by phone') && lostUntil < day;
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

import type { CommandOrigin } from '../../../contract/commands.ts';
import type { CommandBody } from '../../../domain/command/command-rules.ts';
import type { CardOfService, CardThing, ParcelThing, Service } from './oracle-lines.ts';
import type { ParcelKind } from './parcel-work.ts';
import type { StockShelf } from './stock-oracle.ts';

/** Cards on their way to a service point, told a second time: the oracle's part that knows where each card lies. */
export class ParcelRoom {
  readonly parcels = new Map<string, ParcelThing>();
  readonly #services: ReadonlyMap<string, Service>;
  readonly #cards: ReadonlyMap<string, CardThing>;
  readonly #shelf: StockShelf;

  constructor(
    services: ReadonlyMap<string, Service>,
    cards: ReadonlyMap<string, CardThing>,
    shelf: StockShelf,
  ) {
    this.#services = services;
    this.#cards = cards;
    this.#shelf = shelf;
  }

  /** Decides a command about cards on their way and does it; answers whether it is done. */
  decide(
    { kind, request }: Extract<CommandBody, { readonly kind: ParcelKind }>,
    origin: CommandOrigin,
  ): boolean {
    switch (kind) {
      case 'send-parcel': {
        const { parcelId, toOfficeId, cards } = request;
        if (!this.#shelf.offices.has(toOfficeId) || toOfficeId === origin.officeId) return false;
        if (this.parcels.has(parcelId) || cards.length === 0) return false;
        const packed = cards.map(({ serviceNumber, cardNumber }) => {
          const service = this.#services.get(serviceNumber);
          const card = this.#cards.get(cardNumber);
          const lies = service?.stage === 'produced' && card?.lies === origin.officeId;
          const whole = service?.card === cardNumber && card?.state === 'in the making';
          return lies && whole && service.home === toOfficeId ? service : null;
        });
        if (packed.includes(null)) return false;
        this.parcels.set(parcelId, {
          from: origin.officeId,
          to: toOfficeId,
          status: 'sent',
          cards,
          differences: [],
        });
        for (const service of packed) {
          if (service === null) continue;
          service.stage = 'dispatched';
          service.parcel = parcelId;
          service.steps.push('dispatched');
        }
        return true;
      }
      case 'receive-parcel': {
        const parcel = this.parcels.get(request.parcelId);
        if (parcel?.to !== origin.officeId || parcel.status !== 'sent') return false;
        if (!request.scanned.every((one) => this.#isUnderWay(one))) return false;
        parcel.status = 'received';
        const scanned = new Set(request.scanned.map(({ cardNumber }) => cardNumber));
        const listed = new Set(parcel.cards.map(({ cardNumber }) => cardNumber));
        for (const one of request.scanned) {
          if (!listed.has(one.cardNumber)) parcel.differences.push(`surplus ${one.cardNumber}`);
          this.#layDown(one, origin.officeId);
        }
        for (const { serviceNumber, cardNumber } of parcel.cards) {
          const service = this.#services.get(serviceNumber);
          if (scanned.has(cardNumber) || service?.stage !== 'dispatched') continue;
          if (service.parcel !== request.parcelId) continue;
          parcel.differences.push(`missing ${cardNumber}`);
          service.steps.push('missing');
        }
        return true;
      }
      case 'receive-card': {
        if (!this.#isUnderWay(request)) return false;
        if (this.#services.get(request.serviceNumber)?.person !== request.personId) return false;
        this.#layDown(request, origin.officeId);
        return true;
      }
      case 'remake-missing-card': {
        const service = this.#services.get(request.serviceNumber);
        const card = this.#cards.get(request.cardNumber);
        // Only the centre has blanks and a printer.
        if (this.#shelf.points.has(origin.officeId)) return false;
        if (service?.card !== request.cardNumber || service.blank !== request.blankSerial) return false;
        if (service.person !== request.personId || card === undefined) return false;
        if (service.stage !== 'dispatched' || service.steps.at(-1) !== 'missing') return false;
        card.state = 'cancelled';
        this.#shelf.mark(request.blankSerial, 'missing');
        service.steps.push('remade');
        backToBeginning(service);
        return true;
      }
      case 'recall-parcel': {
        const parcel = this.parcels.get(request.parcelId);
        if (parcel?.from !== origin.officeId || parcel.status !== 'sent') return false;
        parcel.status = 'recalled';
        for (const { serviceNumber } of parcel.cards) {
          const service = this.#services.get(serviceNumber);
          if (service?.stage !== 'dispatched' || service.parcel !== request.parcelId) continue;
          service.stage = 'produced';
          service.parcel = null;
          service.steps.push('recalled');
        }
        return true;
      }
      case 'collect-here': {
        const service = this.#services.get(request.serviceNumber);
        const card = this.#cards.get(request.cardNumber);
        if (service?.person !== request.personId || service.card !== request.cardNumber) return false;
        if (card?.state !== 'in the making' || card.lies !== origin.officeId) return false;
        if (service.stage !== 'produced' || service.steps.at(-1) !== 'recalled') return false;
        service.steps.push('collected-here');
        service.stage = 'arrived';
        service.home = origin.officeId;
        return true;
      }
      case 'record-notification': {
        const service = this.#services.get(request.serviceNumber);
        if (service?.person !== request.personId || service.home !== origin.officeId) return false;
        if (service.stage !== 'arrived') return false;
        service.steps.push('notified');
        return true;
      }
      default:
        return kind satisfies never;
    }
  }

  /** A card that was sent, is nobody's yet, and has not been taken in anywhere. */
  #isUnderWay({ serviceNumber, cardNumber }: CardOfService): boolean {
    const service = this.#services.get(serviceNumber);
    if (service?.card !== cardNumber || service.stage !== 'dispatched') return false;
    return this.#cards.get(cardNumber)?.state === 'in the making';
  }

  #layDown({ serviceNumber, cardNumber }: CardOfService, office: string): void {
    const service = this.#services.get(serviceNumber);
    const card = this.#cards.get(cardNumber);
    if (service === undefined || card === undefined) return;
    card.lies = office;
    const home = service.home === office;
    service.steps.push(home ? 'arrived' : 'arrived-elsewhere');
    service.stage = home ? 'arrived' : 'produced';
    if (!home) service.parcel = null;
  }
}

/** Nothing was made yet, or what was made is lost. */
export function backToBeginning(service: Service): void {
  service.stage = 'accepted';
  service.blank = null;
  service.card = null;
  service.parcel = null;
}

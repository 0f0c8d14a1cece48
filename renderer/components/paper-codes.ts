import { code128, drawingSVG, qrcode } from 'bwip-js/browser';

/** The service number as Code 128, a data: URL of an SVG. */
export function serviceBarcode(serviceNumber: string): string {
  return asImage(
    code128({ bcid: 'code128', text: serviceNumber, height: 8, includetext: false }, drawingSVG()),
  );
}

/** A service number or an address as a QR code, a data: URL of an SVG. */
export function qrCode(text: string): string {
  return asImage(qrcode({ bcid: 'qrcode', text }, drawingSVG()));
}

function asImage(svg: string): string {
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

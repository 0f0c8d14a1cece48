import { code128, drawingSVG, qrcode } from 'bwip-js/browser';

/** The service number as Code 128, a data: URL of an SVG. */
export const serviceBarcode = drawnOnce((serviceNumber) =>
  code128({ bcid: 'code128', text: serviceNumber, height: 8, includetext: false }, drawingSVG()),
);

/** A service number or an address as a QR code, a data: URL of an SVG. */
export const qrCode = drawnOnce((text) => qrcode({ bcid: 'qrcode', text }, drawingSVG()));

/** Every sheet of a paper has the same few: the last ones are kept. */
function drawnOnce(draw: (text: string) => string): (text: string) => string {
  const kept = new Map<string, string>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    if (kept.size >= 8) kept.clear();
    const image = asImage(draw(text));
    kept.set(text, image);
    return image;
  };
}

function asImage(svg: string): string {
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

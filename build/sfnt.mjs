// As much of the OpenType file format as it takes to find a face in a collection and to know what it has.

/**
 * @typedef {object} Face
 * @property {Buffer} bytes the face as a file of its own
 * @property {string[]} names every name it gives itself
 * @property {Set<number>} codePoints what it draws
 */

/**
 * @param {Buffer} file a font, or a collection of them
 * @returns {Face[]}
 */
export function facesOf(file) {
  const isCollection = file.toString('latin1', 0, 4) === 'ttcf';
  const offsets = isCollection
    ? Array.from({ length: file.readUInt32BE(8) }, (_none, index) => file.readUInt32BE(12 + 4 * index))
    : [0];
  return offsets.map((offset) => {
    const tables = tablesOf(file, offset);
    return {
      bytes: isCollection ? asFile(file.subarray(offset, offset + 4), tables) : file,
      names: namesOf(tableOf(tables, 'name')),
      codePoints: codePointsOf(tableOf(tables, 'cmap')),
    };
  });
}

/** @typedef {{ tag: string, checksum: number, bytes: Buffer }} Table */

/**
 * @param {Buffer} file
 * @param {number} offset of the face's directory
 * @returns {Table[]}
 */
function tablesOf(file, offset) {
  return Array.from({ length: file.readUInt16BE(offset + 4) }, (_none, index) => {
    const entry = offset + 12 + 16 * index;
    const begin = file.readUInt32BE(entry + 8);
    return {
      tag: file.toString('latin1', entry, entry + 4),
      checksum: file.readUInt32BE(entry + 4),
      bytes: file.subarray(begin, begin + file.readUInt32BE(entry + 12)),
    };
  });
}

/**
 * @param {Table[]} tables
 * @param {string} tag
 */
function tableOf(tables, tag) {
  const found = tables.find((table) => table.tag === tag);
  if (found === undefined) throw new Error(`the font has no table ${tag}`);
  return found.bytes;
}

/**
 * @param {Buffer} version
 * @param {Table[]} tables
 */
function asFile(version, tables) {
  const head = Buffer.alloc(12 + 16 * tables.length);
  version.copy(head, 0);
  head.writeUInt16BE(tables.length, 4);
  const power = Math.floor(Math.log2(tables.length));
  head.writeUInt16BE(16 * 2 ** power, 6);
  head.writeUInt16BE(power, 8);
  head.writeUInt16BE(16 * (tables.length - 2 ** power), 10);
  let place = head.length;
  /** @type {Buffer[]} */
  const parts = [head];
  for (const [index, { tag, checksum, bytes }] of tables.entries()) {
    const entry = 12 + 16 * index;
    head.write(tag, entry, 'latin1');
    head.writeUInt32BE(checksum, entry + 4);
    head.writeUInt32BE(place, entry + 8);
    head.writeUInt32BE(bytes.length, entry + 12);
    const filler = Buffer.alloc((4 - (bytes.length % 4)) % 4);
    parts.push(bytes, filler);
    place += bytes.length + filler.length;
  }
  return Buffer.concat(parts);
}

/** @param {Buffer} table */
function namesOf(table) {
  const strings = table.readUInt16BE(4);
  return Array.from({ length: table.readUInt16BE(2) }, (_none, index) => {
    const record = 6 + 12 * index;
    const begin = strings + table.readUInt16BE(record + 10);
    const bytes = table.subarray(begin, begin + table.readUInt16BE(record + 8));
    // Macintosh names are single bytes, all others UTF-16 with the high byte first.
    return table.readUInt16BE(record) === 1
      ? bytes.toString('latin1')
      : Buffer.from(bytes.subarray(0, bytes.length & ~1))
          .swap16()
          .toString('utf16le');
  });
}

/** @param {Buffer} table */
function codePointsOf(table) {
  const subtables = Array.from({ length: table.readUInt16BE(2) }, (_none, index) =>
    table.readUInt32BE(8 + 8 * index),
  );
  // Segmented coverage, the only form that reaches beyond the first plane.
  const whole = subtables.find((offset) => table.readUInt16BE(offset) === 12);
  if (whole === undefined) throw new Error('the font has no table of characters beyond the first plane');
  /** @type {Set<number>} */
  const found = new Set();
  for (let group = 0; group < table.readUInt32BE(whole + 12); group += 1) {
    const entry = whole + 16 + 12 * group;
    const [first, last] = [table.readUInt32BE(entry), table.readUInt32BE(entry + 4)];
    for (let codePoint = first; codePoint <= last; codePoint += 1) found.add(codePoint);
  }
  return found;
}

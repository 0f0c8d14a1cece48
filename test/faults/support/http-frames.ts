const headEnd = Buffer.from('\r\n\r\n');

/** Gathers the bytes of one HTTP/1.1 request; its body has the length that its head says. */
export class RequestFrame {
  #bytes: Buffer = Buffer.alloc(0);

  get bytes(): Buffer {
    return this.#bytes;
  }

  get method(): string {
    return this.#line()[0] ?? '';
  }

  get path(): string {
    return this.#line()[1] ?? '';
  }

  /** Answers null while the request is not whole, then what came behind it. */
  push(part: Buffer): Buffer | null {
    const all = Buffer.concat([this.#bytes, part]);
    const end = all.indexOf(headEnd);
    const size = end < 0 ? Infinity : end + headEnd.length + (lengthIn(all.subarray(0, end)) ?? 0);
    if (all.length < size) {
      this.#bytes = all;
      return null;
    }
    this.#bytes = all.subarray(0, size);
    return all.subarray(size);
  }

  #line(): readonly string[] {
    return this.#bytes.subarray(0, this.#bytes.indexOf('\r\n')).toString('latin1').split(' ');
  }
}

/** Gathers the bytes of one answer, with its length said or in chunks. */
export class AnswerFrame {
  readonly #parts: Buffer[] = [];
  #size = 0;
  #expected: number | 'chunks' | null = null;
  #isWhole = false;

  /** The answer from its first byte to its last, or null. */
  get whole(): Buffer | null {
    return this.#isWhole ? Buffer.concat(this.#parts) : null;
  }

  /** Answers whether it is whole now. */
  push(part: Buffer): boolean {
    this.#parts.push(part);
    this.#size += part.length;
    if (this.#expected === null) {
      const all = Buffer.concat(this.#parts);
      const end = all.indexOf(headEnd);
      if (end < 0) return false;
      const length = lengthIn(all.subarray(0, end));
      this.#expected = length === null ? 'chunks' : end + headEnd.length + length;
    }
    this.#isWhole =
      this.#expected === 'chunks'
        ? Buffer.concat(this.#parts.slice(-2)).toString('latin1').endsWith('\r\n0\r\n\r\n')
        : this.#size >= this.#expected;
    return this.#isWhole;
  }
}

function lengthIn(head: Buffer): number | null {
  const found = /\r\ncontent-length: *(\d+)/i.exec(head.toString('latin1'))?.[1];
  return found === undefined ? null : Number(found);
}

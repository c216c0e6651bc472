/** Small strings cost one write each, large ones memory: this many UTF-16 units make a good write to a socket or file. */
const CHUNK_LENGTH = 65_536;

/** The parts joined into strings of about 64 Ki UTF-16 units; never cut within a part. */
export function* inChunks(parts: Iterable<string>): Generator<string> {
  let waiting: string[] = [];
  let length = 0;
  for (const part of parts) {
    waiting.push(part);
    length += part.length;
    if (length < CHUNK_LENGTH) continue;
    yield waiting.join("");
    waiting = [];
    length = 0;
  }
  if (length > 0) yield waiting.join("");
}

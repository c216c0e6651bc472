/** An event of a stream (https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream). */
export interface ReadEvent {
  readonly event: string;
  readonly data: string;
}

/** The events of an answer, as they come. What breaks off in the middle of an event ends without it. */
export async function* readEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<ReadEvent, void, undefined> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of body) {
    rest += decoder.decode(chunk, { stream: true });
    for (let end = rest.search(BLANK_LINE); end >= 0; end = rest.search(BLANK_LINE)) {
      const event = eventOf(rest.slice(0, end));
      rest = rest.slice(end).replace(BLANK_LINE, "");
      if (event !== undefined) yield event;
    }
  }
}

const BLANK_LINE = /\r\n\r\n|\n\n|\r\r/;

/** Comments, ids and the time to wait are nothing to us; an event without data is none. */
function eventOf(block: string): ReadEvent | undefined {
  let event = "message";
  const data: string[] = [];
  for (const line of block.split(/\r\n|\n|\r/)) {
    const [, field = "", value = ""] = /^([^:]*):? ?(.*)$/.exec(line) ?? [];
    if (field === "event") event = value;
    if (field === "data") data.push(value);
  }
  return data.length === 0 ? undefined : { event, data: data.join("\n") };
}

import { useFormats, useWording } from "../wording/wording.js";
import type { Analysis } from "./work.js";

/** The bands from what costs nothing to what costs most. An object would put those first that are called by numbers. */
const ORDER = ["locked", "101", "repetition", "100", "95-99", "85-94", "75-84", "50-74", "none"] as const;

type Bands = Analysis["total"];

/** The statistics that translators are paid by: words and segments by the best match that a memory has. */
export function BandTable({ analysis }: { readonly analysis: Analysis }) {
  const { pretranslate: wording } = useWording();
  const formats = useFormats();
  const bands = ORDER.flatMap((band) => {
    const counts = analysis.total[band];
    return counts === undefined ? [] : [[band, counts] as const];
  });
  const all = sumOf(analysis.total);
  return (
    <section aria-labelledby="bands">
      <h2 id="bands" className="list-title">
        {wording.statistics}{" "}
        <span className="soft">
          {wording.total(all.words, formats.number(all.words), all.segments, formats.number(all.segments))}
        </span>
      </h2>
      <table className="bands">
        <caption className="unseen">{wording.statistics}</caption>
        <thead>
          <tr>
            <th scope="col">{wording.band}</th>
            <th scope="col" className="number">
              {wording.segments}
            </th>
            <th scope="col" className="number">
              {wording.words}
            </th>
            <th scope="col" className="number">
              {wording.share}
            </th>
            <td aria-hidden="true" />
          </tr>
        </thead>
        <tbody>
          {bands.map(([band, { segments, words }]) => {
            const share = all.words === 0 ? 0 : (100 * words) / all.words;
            return (
              <tr key={band}>
                <th scope="row">{wording.bands[band] ?? band}</th>
                <td className="number">{formats.number(segments)}</td>
                <td className="number">{formats.number(words)}</td>
                <td className="number">{formats.percent(Math.round(share))}</td>
                <td className="band-bar" aria-hidden="true">
                  <svg className="bar-line" viewBox="0 0 100 4" preserveAspectRatio="none">
                    <rect width={share} height="4" />
                  </svg>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <Problems problems={analysis.problems} />
    </section>
  );
}

function sumOf(bands: Bands): { words: number; segments: number } {
  const counts = Object.values(bands);
  return {
    words: counts.reduce((sum, { words }) => sum + words, 0),
    segments: counts.reduce((sum, { segments }) => sum + segments, 0),
  };
}

function Problems({ problems }: { readonly problems: Analysis["problems"] }) {
  const { pretranslate: wording } = useWording();
  const entries = Object.entries(problems);
  if (entries.length === 0) return null;
  return (
    <details className="unread">
      <summary>{wording.problems}</summary>
      <ul lang="en">
        {entries.map(([rule, count]) => (
          <li key={rule}>
            {rule}: {count}
          </li>
        ))}
      </ul>
    </details>
  );
}

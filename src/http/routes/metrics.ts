import type { Metrics } from "../metrics.js";
import { route, type Route } from "../route.js";

/** What the service has done and holds, for whoever watches over it. */
export function metricsRoutes(metrics: Metrics): Route[] {
  return [
    route({
      method: "get",
      path: "/metrics",
      summary: "What the service has done and holds, for Prometheus",
      description:
        "Requests by route, status and duration; look-ups, units, concepts and jobs; the process and its memory.",
      fileTypes: ["text/plain"],
      handle: async () => ({ text: await metrics.text() }),
    }),
  ];
}

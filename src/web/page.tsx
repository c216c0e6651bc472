import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  Activity,
  Component,
  Suspense,
  lazy,
  useEffect,
  useRef,
  useState,
  type ComponentType,
  type ReactNode,
} from "react";
import { Button, I18nProvider } from "react-aria-components";
import { addressOfView, useAddress } from "./address.js";
import { Announcer, announce } from "./announcer.js";
import { Link } from "./link.js";
import { LookupView } from "./lookup/lookup-view.js";
import { useObservable } from "./observable.js";
import { ServerProblem } from "./server.js";
import { serverState } from "./server-state.js";
import { pageLanguage, theme, useSetting, type Theme } from "./settings.js";
import { TokenDialog } from "./token-dialog.js";
import { useChosenWording, useWording, WordingContext } from "./wording/wording.js";

/** A view has an address, a name in the navigation, and something to show. */
interface View {
  readonly path: string;
  readonly name: "lookup" | "check" | "glossary" | "memories" | "pretranslate" | "api";
  readonly Content: ComponentType;
}

/** Look up is what most people come for: it comes with the page, the others when they are first gone to. */
const VIEWS: readonly View[] = [
  { path: "/", name: "lookup", Content: LookupView },
  {
    path: "/check",
    name: "check",
    Content: lazy(async () => ({ default: (await import("./check/check-view.js")).CheckView })),
  },
  {
    path: "/glossary",
    name: "glossary",
    Content: lazy(async () => ({ default: (await import("./glossary/glossary-view.js")).GlossaryView })),
  },
  {
    path: "/memories",
    name: "memories",
    Content: lazy(async () => ({ default: (await import("./memories/memories-view.js")).MemoriesView })),
  },
  {
    path: "/pretranslate",
    name: "pretranslate",
    Content: lazy(async () => ({ default: (await import("./pretranslate/pretranslate-view.js")).PretranslateView })),
  },
  {
    path: "/api",
    name: "api",
    Content: lazy(async () => ({ default: (await import("./api/api-view.js")).ApiView })),
  },
];

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal stays one; a server that is away is waited for by `ServerGoneBanner`.
      retry: false,
      networkMode: "always",
      refetchOnWindowFocus: (query) => !(query.state.error instanceof ServerProblem),
      staleTime: 5_000,
    },
    mutations: { networkMode: "always" },
  },
});

/** The whole page: what stands around the views, and the view that the address names. */
export function Page() {
  const wording = useChosenWording();
  const [chosenTheme] = useSetting(theme);
  useEffect(() => {
    document.documentElement.lang = wording.language;
    document.documentElement.dataset["theme"] = chosenTheme;
  }, [wording, chosenTheme]);
  return (
    <I18nProvider locale={wording.language === "fr" ? "fr-FR" : "en-GB"}>
      <WordingContext value={wording}>
        <QueryClientProvider client={queries}>
          <a className="skip" href="#content">
            {wording.page.skip}
          </a>
          <Header />
          <ServerGoneBanner />
          <main id="content" tabIndex={-1}>
            <Views />
          </main>
          <TokenDialog />
          <Announcer />
        </QueryClientProvider>
      </WordingContext>
    </I18nProvider>
  );
}

function Header() {
  const { page } = useWording();
  const { path } = useAddress();
  const nav = useRef<HTMLElement>(null);
  // On a telephone the views are wider than the screen.
  useEffect(
    () => nav.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" }),
    [path],
  );
  return (
    <header className="page-header">
      <Link to={addressOfView("/")} className="wordmark">
        Entente
      </Link>
      <nav ref={nav} aria-label={page.views}>
        <ul>
          {VIEWS.map((view) => (
            <li key={view.path}>
              <Link to={addressOfView(view.path)} isCurrent={path === view.path}>
                {page[view.name]}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="page-settings">
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
    </header>
  );
}

function LanguageSwitch() {
  const { page } = useWording();
  const [language, choose] = useSetting(pageLanguage);
  const other = language === "fr" ? "en" : "fr";
  return (
    <Button className="quiet" onPress={() => choose(other)}>
      <span lang={other}>{page.otherLanguage}</span>
    </Button>
  );
}

const NEXT_THEME: Readonly<Record<Theme, Theme>> = { system: "light", light: "dark", dark: "system" };
const THEME_SIGN: Readonly<Record<Theme, string>> = { system: "◐", light: "○", dark: "●" };

function ThemeSwitch() {
  const { page } = useWording();
  const [chosen, choose] = useSetting(theme);
  return (
    <Button
      className="quiet sign"
      aria-label={`${page.theme}: ${page.themes[chosen]}`}
      onPress={() => {
        choose(NEXT_THEME[chosen]);
        announce(`${page.theme}: ${page.themes[NEXT_THEME[chosen]]}`);
      }}
    >
      <span aria-hidden="true">{THEME_SIGN[chosen]}</span>
    </Button>
  );
}

/** Says that the server is away, and asks everything again when it is back. */
function ServerGoneBanner() {
  const { problem } = useWording();
  const state = useObservable(serverState);
  const [wasGone, setWasGone] = useState(false);
  useEffect(() => {
    if (state === "gone") setWasGone(true);
    else if (wasGone) {
      setWasGone(false);
      announce(problem.back);
      void queries.invalidateQueries();
    }
  }, [state, wasGone, problem]);
  return (
    <div role="alert" className="banner-place">
      {state === "gone" ? <p className="banner">{problem.gone}</p> : null}
    </div>
  );
}

/** The views that were gone to. One that is left keeps what it holds, and does nothing until it is come back to. */
function Views() {
  const { page } = useWording();
  const { path } = useAddress();
  const [visited, setVisited] = useState<readonly string[]>([path]);
  const current = VIEWS.find((view) => view.path === path);
  useEffect(() => setVisited((paths) => (paths.includes(path) ? paths : [...paths, path])), [path]);
  useEffect(() => {
    const name = current === undefined ? undefined : page[current.name];
    document.title = name === undefined ? page.title : `${name} – ${page.title}`;
  }, [current, page]);
  const kept = VIEWS.filter((view) => view === current || visited.includes(view.path)).map(({ path, Content }) => (
    <Activity key={path} mode={path === current?.path ? "visible" : "hidden"}>
      <ViewBoundary>
        <Suspense fallback={<Loading />}>
          <Content />
        </Suspense>
      </ViewBoundary>
    </Activity>
  ));
  return (
    <>
      {current === undefined ? <NotFound /> : null}
      {kept}
    </>
  );
}

function Loading() {
  return <p className="view soft">{useWording().page.loading}</p>;
}

function NotFound() {
  const { page } = useWording();
  return (
    <div className="view">
      <h1>{page.notFound}</h1>
      <Link to="/">{page.toLookup}</Link>
    </div>
  );
}

/** Keeps a view's failure to itself. A view may also fail to load, after the server was renewed under an open page. */
class ViewBoundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <ViewFailed /> : this.props.children;
  }
}

function ViewFailed() {
  const { problem } = useWording();
  return (
    <div className="view" role="alert">
      <p>{problem.view}</p>
      <Button onPress={() => location.reload()}>{problem.reload}</Button>
    </div>
  );
}

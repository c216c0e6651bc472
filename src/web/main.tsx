import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Page } from "./page.js";
import "./style/fonts.css";
import "./style/tokens.css";
import "./style/base.css";
import "./style/controls.css";
import "./style/page.css";
import "./style/text.css";
import "./style/lookup.css";
import "./style/check.css";
import "./style/glossary.css";
import "./style/memories.css";
import "./style/pretranslate.css";
import "./style/api.css";

const root = document.getElementById("page");
if (root === null) throw new Error("the document has no place for the page");
createRoot(root).render(
  <StrictMode>
    <Page />
  </StrictMode>,
);

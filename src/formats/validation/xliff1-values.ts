import { anyOf } from "./breach.js";
import { NMTOKEN, pattern, type ValueType } from "./value-type.js";

/** The lists of values of XLIFF 1.2, section "Attributes": each may be extended by values that begin with `x-`. */

function listed(text: string): ValueType {
  const values = new Set(text.split(" "));
  const first = [...values].slice(0, 3);
  return {
    allows: (value) => values.has(value) || /^x-\S+$/.test(value),
    wanted: `one of the specification's (${anyOf(first)}${values.size > 3 ? " and so on" : ""}), or begin with "x-"`,
  };
}

const STATES =
  "final needs-adaptation needs-l10n needs-review-adaptation needs-review-l10n needs-review-translation needs-translation new signed-off translated";

const STATE_QUALIFIERS =
  "exact-match fuzzy-match id-match leveraged-glossary leveraged-inherited leveraged-mt leveraged-repository leveraged-tm mt-suggestion rejected-grammar rejected-inaccurate rejected-length rejected-spelling tm-suggestion";

const DATATYPES =
  "asp c cdf cfm cpp csharp cstring csv database documentfooter documentheader filedialog form html htmlbody ini interleaf javaclass javapropertyresourcebundle javalistresourcebundle javascript jscript layout lisp margin menufile messagefile mif mimetype mo msglib pagefooter pageheader parameters pascal php plaintext po report resources resx rtf sgml sgmldtd svg vbscript warning winres xhtml xml xmldtd xsl xul";

const RESTYPES =
  "auto3state autocheckbox autoradiobutton bedit bitmap button caption cell checkbox checkboxmenuitem checkedlistbox colorchooser combobox comboboxexitem comboboxitem component contextmenu ctext cursor datetimepicker defpushbutton dialog dlginit edit file filechooser fn font footer frame grid groupbox header heading hedit hscrollbar icon iedit keywords label linklabel list listbox listitem ltext menu menubar menuitem menuseparator message monthcalendar numericupdown panel popupmenu pushbox pushbutton radio radiobuttonmenuitem rcdata row rtext scrollpane separator shortcut spinner splitter state3 statusbar string tabcontrol table textbox togglebutton toolbar tooltip trackbar tree uri userbutton usercontrol var versioninfo vscrollbar window";

const MTYPES =
  "abbrev abbreviated-form abbreviation acronym appellation collocation common-name datetime equation expanded-form formula head-term initialism international-scientific-term internationalism logical-expression materials-management-unit name near-synonym part-number phrase phraseological-unit protected romanized-form seg set-phrase short-form sku standard-text symbol synonym synonymous-phrase term transcribed-form transliterated-form truncated-term variant";

export const STATE = listed(STATES);
export const STATE_QUALIFIER = listed(STATE_QUALIFIERS);
export const DATATYPE = listed(DATATYPES);
export const RESTYPE = listed(RESTYPES);
export const MTYPE = listed(MTYPES);
export const COUNT_TYPE = listed(`num-usages repetition total ${RESTYPES} ${DATATYPES} ${STATES} ${STATE_QUALIFIERS}`);
export const DELIMITER = listed("bold italic underlined link");
export const PLACEHOLDER = listed("image pb lb");
export const SIZE_UNIT = listed("byte char col cm dlgunit em ex glyph in mm percent pixel point row");
export const COUNT_UNIT = listed(
  "word page trans-unit bin-unit glyph item instance character line sentence paragraph segment placeable",
);
export const CONTEXT_TYPE = listed(
  "database element elementtitle linenumber numparams paramnotes record recordtitle sourcefile",
);
export const ALT_TRANS_TYPE = listed("proposal previous-version rejected reference accepted");
export const PURPOSE = list(listed("information location match"));

const REFORMATS = list(
  listed("coord coord-x coord-y coord-cx coord-cy font font-name font-size font-weight css-style style ex-style"),
);

export const REFORMAT: ValueType = {
  allows: (value) => value === "yes" || value === "no" || REFORMATS.allows(value),
  wanted: `"yes", "no", or what may be changed`,
};

export const COORDINATES = pattern(/^(?:-?\d+|#)(?:;(?:-?\d+|#)){3}$/, "four numbers with semicolons between them");
export const MIME_TYPE = pattern(
  /^(?:text|multipart|message|application|image|audio|video|model)(?:\/.+)*$/,
  "a media type",
);

/** Languages as XML Schema has them, which is less than a tag of BCP 47. */
export const SCHEMA_LANGUAGE = pattern(/^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/, 'a language tag like "fr" or "en-GB"');

/** Identifiers of NMTOKEN that tools leave empty. */
export const OPTIONAL_TOKEN: ValueType = {
  allows: (value) => value === "" || NMTOKEN.allows(value),
  wanted: NMTOKEN.wanted,
};

function list(of: ValueType): ValueType {
  return {
    allows: (value) =>
      value
        .trim()
        .split(/\s+/)
        .every((part) => of.allows(part)),
    wanted: of.wanted,
  };
}

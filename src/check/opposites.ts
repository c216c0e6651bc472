import type { AnalysedLanguage } from "../language.js";
import { foldAccents } from "../text/folding.js";
import { stem } from "../text/stems.js";

/**
 * Words that exclude each other, in the language of minutes, decisions and reports. No thesaurus: each line's words of one side
 * are contraries of those of its other sides. Only words between which no paraphrase passes are here.
 */
const PAIRS: Readonly<Record<AnalysedLanguage, string>> = {
  fr: `
    adopter adopté adoption approuver approuvé approbation accepter accepté acceptation / rejeter rejeté rejet refuser refusé refus
    ouvrir ouvert ouverte ouverture / fermer fermé fermeture clore clos close clôture clôturer clôturé lever levé levée
    augmenter augmenté augmentation accroître accru hausse hausser / diminuer diminué diminution réduire réduit réduction baisser baisse
    autoriser autorisé autorisation permettre permis / interdire interdit interdiction
    confirmer confirmé confirmation / démentir démenti infirmer infirmé nier nié
    commencer commencé début débuter débuté / terminer terminé finir fini fin achever achevé
    renforcer renforcé renforcement / affaiblir affaibli affaiblissement
    lancer lancé / annuler annulé arrêter arrêté
    suspendre suspendu suspension / reprendre repris reprise
    nommer nommé nomination / révoquer révoqué révocation
    ajouter ajouté ajout / supprimer supprimé suppression retirer retiré retrait
    activer activé activation / désactiver désactivé désactivation
    soutenir soutenu soutien appuyer appuyé / condamner condamné condamnation
    importer importé importation / exporter exporté exportation
    acheter acheté achat / vendre vendu vente
    gagner gagné victoire / perdre perdu défaite
    maximum maximal / minimum minimal
    premier première / dernier dernière
    nord septentrional / sud méridional
    civil / militaire
    possible / impossible
    légal légale / illégal illégale
    présent présente / absent absente
    favorable / défavorable
    augmentation / diminution
    succès / échec
    réussir réussi / échouer échoué
    entrée / sortie
    avant / après
    plus / moins
    droite / gauche
    matin / soir
    lundi / mardi / mercredi / jeudi / vendredi / samedi / dimanche`,
  en: `
    adopt adopted adoption approve approved approval accept accepted acceptance carried / reject rejected rejection refuse refused refusal
    open opened opening / close closed closing closure adjourn adjourned rise rose risen
    increase increased rise rose raise raised / decrease decreased reduce reduced reduction fall fell lower lowered
    allow allowed permit permitted authorize authorized authorise authorised / prohibit prohibited forbid forbidden ban banned
    confirm confirmed confirmation / deny denied denial
    begin began begun start started / end ended finish finished
    strengthen strengthened / weaken weakened
    launch launched / cancel cancelled canceled
    suspend suspended suspension / resume resumed resumption
    appoint appointed appointment / dismiss dismissed dismissal
    add added addition / delete deleted deletion remove removed removal
    enable enabled / disable disabled
    support supported / condemn condemned oppose opposed
    import imported / export exported
    buy bought purchase purchased / sell sold sale
    win won victory / lose lost defeat
    maximum maximal / minimum minimal
    first / last
    north northern / south southern
    east eastern / west western
    civilian civil / military
    possible / impossible
    legal / illegal
    present / absent
    success succeeded succeed / failure failed fail
    before / after
    more / less fewer
    left / right
    morning / evening
    monday / tuesday / wednesday / thursday / friday / saturday / sunday`,
};

function opposites(lang: AnalysedLanguage): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const note = (one: string, other: string): void => {
    const known = found.get(one);
    if (known === undefined) found.set(one, new Set([other]));
    else known.add(other);
  };
  for (const line of PAIRS[lang].split("\n")) {
    const sides = line.split("/").map((words) => keysOf(words, lang));
    for (const [i, side] of sides.entries()) {
      for (const other of sides.filter((_, k) => k !== i).flat()) for (const one of side) note(one, other);
    }
  }
  return found;
}

function keysOf(words: string, lang: AnalysedLanguage): string[] {
  return (words.match(/\S+/g) ?? []).map((word) => foldAccents(stem(foldAccents(word), lang)));
}

/** For each word its contraries; words by their stem, accents folded. */
export const OPPOSITES: Readonly<Record<AnalysedLanguage, ReadonlyMap<string, ReadonlySet<string>>>> = {
  fr: opposites("fr"),
  en: opposites("en"),
};

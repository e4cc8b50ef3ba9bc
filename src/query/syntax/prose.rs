//! Tells a sentence from a query that uses operators.

use crate::query::QueryWarning;
use crate::text::fold::fold;

use super::lexer::{Kind, Lexeme};

/// A query of this many plain words asks in natural language: any of its words may answer.
const MIN_SENTENCE: usize = 5;

/// A text of this many words was pasted rather than typed.
const MIN_PASTED: usize = 12;

/// Words that hold sentences together and are rare in queries with operators, folded.
const FUNCTION_WORDS: &[&str] = &[
    "the", "of", "is", "are", "was", "were", "what", "which", "how", "why", "who", "does", "did",
    "that", "this", "in", "on", "to", "for", "by", "from", "with", "has", "have", "it", "as", "a",
    "в", "на", "что", "как", "это", "и", "по", "le", "la", "les", "des", "est", "que", "el", "los",
    "en", "der", "die", "das", "ist", "und", "wie", "zu",
];

/// True when words ask in natural language; filters by field do not change that.
pub fn is_sentence(lexemes: &[Lexeme]) -> bool {
    let mut num_words = 0;
    for (at, lexeme) in lexemes.iter().enumerate() {
        let is_value = at > 0 && matches!(lexemes[at - 1].kind, Kind::Field(_));
        match &lexeme.kind {
            Kind::Field(_) => {}
            _ if is_value => {}
            _ if plain_word(lexeme).is_some() => num_words += 1,
            _ => return false,
        }
    }
    num_words >= MIN_SENTENCE
}

/// Makes words of the signs that are part of a sentence and no operators.
pub fn settle_operators(query: &str, lexemes: &mut Vec<Lexeme>, warnings: &mut Vec<QueryWarning>) {
    if is_prose(lexemes) {
        if lexemes.iter().any(|lexeme| is_sign(&lexeme.kind)) {
            let message = "the query is read as a sentence, without operators";
            warnings.push(QueryWarning::new(message));
            *lexemes = std::mem::take(lexemes)
                .into_iter()
                .flat_map(|l| words(query, &l))
                .collect();
        }
        return;
    }
    let is_shouted = is_shouted(lexemes);
    let last = lexemes.len().saturating_sub(1);
    for (at, lexeme) in lexemes.iter_mut().enumerate() {
        let is_word = match lexeme.kind {
            // Nothing to join on one side.
            Kind::And | Kind::Or => is_shouted || at == 0 || at == last,
            Kind::Not => is_shouted || at == last,
            _ => false,
        };
        if is_word {
            let word = &query[lexeme.span.clone()];
            let message = format!("`{word}` is read as a word, not as an operator");
            warnings.push(QueryWarning::at(lexeme.span.clone(), message));
            lexeme.kind = Kind::Word(word.to_owned());
        }
    }
}

/// The words of a lexeme, without its signs.
fn words(query: &str, lexeme: &Lexeme) -> Vec<Lexeme> {
    let word = |text: &str| Lexeme {
        kind: Kind::Word(text.to_owned()),
        span: lexeme.span.clone(),
    };
    match &lexeme.kind {
        Kind::Phrase { text, .. } => text.split_whitespace().map(word).collect(),
        Kind::And | Kind::Or | Kind::Not => vec![word(&query[lexeme.span.clone()])],
        Kind::Word(text) => vec![word(text.trim_matches('*'))],
        _ => Vec::new(),
    }
}

fn is_sign(kind: &Kind) -> bool {
    !matches!(kind, Kind::Word(_)) || matches!(kind, Kind::Word(word) if word.ends_with('*'))
}

/// `what did the minister NOT say of it`: a sentence that stresses or quotes something.
fn is_prose(lexemes: &[Lexeme]) -> bool {
    let has = |wanted: fn(&Kind) -> bool| lexemes.iter().any(|lexeme| wanted(&lexeme.kind));
    // Nobody writes these by chance.
    let is_meant = |kind: &Kind| {
        matches!(
            kind,
            Kind::Field(_) | Kind::Near(_) | Kind::SameSentence | Kind::AtLeast(_)
        )
    };
    if has(is_meant) {
        return false;
    }
    let num_words = lexemes.iter().filter_map(plain_word).count();
    let num_function_words = lexemes
        .iter()
        .filter_map(plain_word)
        .filter(|word| FUNCTION_WORDS.contains(&fold(word).as_ref()))
        .count();
    let has_groups = has(|kind| matches!(kind, Kind::Open));
    let has_operators = has(|kind| matches!(kind, Kind::And | Kind::Or | Kind::Not));
    let is_spoken = num_words >= MIN_SENTENCE && num_function_words >= 2;
    let is_pasted = num_words >= MIN_PASTED && num_function_words >= 3;
    is_pasted || (is_spoken && !(has_groups && has_operators))
}

/// `COURT AND COUNCIL OF EUROPE`: all capitals, two words side by side without an operator.
fn is_shouted(lexemes: &[Lexeme]) -> bool {
    let is_capital = |l: &Lexeme| plain_word(l).is_none_or(|w| !w.chars().any(char::is_lowercase));
    let side_by_side = lexemes
        .windows(2)
        .filter(|pair| pair.iter().all(|l| plain_word(l).is_some_and(has_letters)))
        .count();
    side_by_side > 0
        && lexemes
            .iter()
            .all(|lexeme| is_capital(lexeme) && is_plain_or_operator(lexeme))
}

fn is_plain_or_operator(lexeme: &Lexeme) -> bool {
    plain_word(lexeme).is_some() || matches!(lexeme.kind, Kind::And | Kind::Or | Kind::Not)
}

fn plain_word(lexeme: &Lexeme) -> Option<&str> {
    match &lexeme.kind {
        Kind::Word(word) if !word.ends_with('*') => Some(word),
        _ => None,
    }
}

fn has_letters(word: &str) -> bool {
    word.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::super::lexer::lex;
    use super::*;

    fn settled(query: &str) -> Vec<Lexeme> {
        let mut warnings = Vec::new();
        let mut lexemes = lex(query, &mut warnings);
        settle_operators(query, &mut lexemes, &mut warnings);
        lexemes
    }

    fn num_signs(query: &str) -> usize {
        settled(query).iter().filter(|l| is_sign(&l.kind)).count()
    }

    #[test]
    fn capitals_between_terms_are_operators() {
        assert_eq!(num_signs("oil AND gas"), 1);
        assert_eq!(num_signs("NATO OR EU OR UN"), 2);
        assert_eq!(num_signs("sanctions banks shipping NOT Iran"), 1);
        assert_eq!(num_signs("NOT oil"), 1);
        assert_eq!(num_signs("the head of the bank AND (fraud OR theft)"), 4);
    }

    #[test]
    fn capitals_in_prose_are_words() {
        assert_eq!(num_signs("COURT AND COUNCIL OF EUROPE"), 0);
        assert_eq!(num_signs("what did the minister NOT say of it"), 0);
        assert_eq!(num_signs("OR"), 0);
        assert_eq!(num_signs("oil AND"), 0);
        assert_eq!(num_signs("AND gas"), 0);
    }

    #[test]
    fn signs_in_prose_are_no_operators() {
        assert_eq!(
            num_signs("the use of nickel (in diets) by the young -and \"old\" alike"),
            0
        );
        assert!(is_sentence(&settled(
            "what is the \"second law\" of thermodynamics"
        )));
        assert!(is_sentence(&settled(
            "harbour board funding quay silos date:2021"
        )));
        assert!(!is_sentence(&settled(
            "harbour board \"funding quay\" silos grain deal"
        )));
        assert!(!is_sentence(&settled("harbour board silos grain")));
    }
}

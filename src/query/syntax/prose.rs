//! Tells a sentence from a query that uses operators.

use super::lexer::{Kind, Lexeme};

/// A query of this many plain words asks in natural language: any of its words may answer.
const MIN_SENTENCE: usize = 5;

/// Words that hold sentences together, of the kind that nobody types into a query with operators.
const FUNCTION_WORDS: &[&str] = &[
    "the", "of", "is", "are", "was", "what", "which", "how", "why", "does", "did", "that", "this",
    "в", "на", "что", "как", "это", "le", "la", "les", "des", "est", "que", "el", "los", "der",
    "die", "das", "ist", "und", "wie",
];

/// True when every sign of the query is a plain word and there are enough of them for a sentence.
pub fn is_sentence(lexemes: &[Lexeme]) -> bool {
    lexemes.len() >= MIN_SENTENCE && lexemes.iter().all(|l| plain_word(l).is_some())
}

/// Makes words of `AND`, `OR` and `NOT` where they are part of a sentence and not operators.
pub fn settle_operators(query: &str, lexemes: &mut [Lexeme], warnings: &mut Vec<String>) {
    let settled = if is_shouted(lexemes) || is_spoken(lexemes) {
        lexemes.len()
    } else {
        0
    };
    let last = lexemes.len().saturating_sub(1);
    for at in 0..lexemes.len() {
        let is_word = match lexemes[at].kind {
            // Nothing to join on one side.
            Kind::And | Kind::Or => at < settled || at == 0 || at == last,
            Kind::Not => at < settled || at == last,
            _ => false,
        };
        if is_word {
            let word = &query[lexemes[at].span.clone()];
            warnings.push(format!("`{word}` is read as a word, not as an operator"));
            lexemes[at].kind = Kind::Word(word.to_owned());
        }
    }
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
            .all(|l| is_capital(l) && is_plain_or_operator(l))
}

/// `what did the minister NOT say of it`: a sentence that stresses a word.
fn is_spoken(lexemes: &[Lexeme]) -> bool {
    let words = lexemes.iter().filter_map(plain_word);
    let num_function_words = words.filter(|w| FUNCTION_WORDS.contains(w)).count();
    lexemes.len() > MIN_SENTENCE
        && num_function_words >= 2
        && lexemes.iter().all(is_plain_or_operator)
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

    fn num_operators(query: &str) -> usize {
        let mut warnings = Vec::new();
        let mut lexemes = lex(query, &mut warnings);
        settle_operators(query, &mut lexemes, &mut warnings);
        let operators = [Kind::And, Kind::Or, Kind::Not];
        lexemes
            .iter()
            .filter(|l| operators.contains(&l.kind))
            .count()
    }

    #[test]
    fn capitals_between_terms_are_operators() {
        assert_eq!(num_operators("oil AND gas"), 1);
        assert_eq!(num_operators("NATO OR EU OR UN"), 2);
        assert_eq!(num_operators("sanctions banks shipping NOT Iran"), 1);
        assert_eq!(num_operators("NOT oil"), 1);
    }

    #[test]
    fn capitals_in_prose_are_words() {
        assert_eq!(num_operators("COURT AND COUNCIL OF EUROPE"), 0);
        assert_eq!(num_operators("what did the minister NOT say of it"), 0);
        assert_eq!(num_operators("OR"), 0);
        assert_eq!(num_operators("oil AND"), 0);
        assert_eq!(num_operators("AND gas"), 0);
    }
}

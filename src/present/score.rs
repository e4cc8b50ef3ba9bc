//! Why a hit ranks where it does, for a reader.

use std::io;

use super::plain::{fit, one_line, width};
use crate::query::{ScoreExplanation, ScorePart};

/// The widest column of words.
const WORD_COLUMNS: usize = 24;

/// Writes the score and, the most telling first, what each word adds to it.
pub fn write_score(
    out: &mut dyn io::Write,
    score: f32,
    explanation: &ScoreExplanation,
) -> io::Result<()> {
    writeln!(out, "   score {score:.3}, the sum of")?;
    let mut parts: Vec<&ScorePart> = explanation.parts.iter().collect();
    parts.sort_by(|a, b| b.score.total_cmp(&a.score));
    let words = parts.iter().map(|part| width(&one_line(&part.word)));
    let columns = words.max().unwrap_or(0).min(WORD_COLUMNS);
    for part in parts {
        let word = one_line(&part.word);
        let word = fit(&word, columns);
        let pad = " ".repeat(columns - width(&word));
        let why = why(part);
        writeln!(out, "   {:>8.3}  {word}{pad}  {why}", part.score)?;
    }
    Ok(())
}

fn why(part: &ScorePart) -> String {
    let field = one_line(&part.field);
    let learnt = match part {
        ScorePart { learnt, .. } if *learnt <= 0.0 => String::new(),
        ScorePart { learnt, weight, .. } if learnt < weight => {
            format!(", {learnt:.2} of it learnt from the best hits")
        }
        _ => ", learnt from the best hits".to_owned(),
    };
    format!(
        "{field}: tf {} in {}, idf {:.2} ({} of {} releases), weight {:.2}{learnt}",
        part.tf, part.length, part.idf, part.doc_freq, part.num_docs, part.weight
    )
}

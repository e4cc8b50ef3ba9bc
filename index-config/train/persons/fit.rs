//! Maximum likelihood of the labelled readings by `AdaGrad`, and the model file.

use dateline::extract::person_training::{NUM_WEIGHTS, TrainingRun};

use crate::Text;
use crate::dice::Dice;

/// The number of times that all runs are seen.
const NUM_PASSES: usize = 4;

/// The number of fits, each in another order of the runs.
const NUM_FITS: usize = 4;

/// The length of the first steps.
const RATE: f32 = 0.05;

/// What draws the weights to 0.
const DECAY: f32 = 3e-5;

/// One step of a weight in the file.
const SCALE: f32 = 0.05;

/// Added to the score of every name, for as many found as are right.
const BIAS: f32 = 0.4;

/// A run with its labelled reading.
pub struct Example {
    run: TrainingRun,
    /// The choices of the labelled reading.
    gold: Vec<usize>,
    weight: f32,
}

impl Example {
    /// The example of a run; `None` when no choice of names gives the labelled reading.
    pub fn of(run: TrainingRun, text: &Text, weight: f32) -> Option<Self> {
        let mut gold = Vec::new();
        let first = text
            .persons
            .partition_point(|person| person.1 <= run.span.0);
        for person in text.persons[first..]
            .iter()
            .take_while(|p| p.0 < run.span.1)
        {
            let tail = text.text[..person.1].strip_suffix(['.', ',']);
            let short = (person.0, tail.map_or(person.1, str::len));
            let choice = run
                .choices
                .iter()
                .position(|c| c.span == *person || c.span == short)?;
            gold.push(choice);
        }
        (!run.choices.is_empty()).then_some(Self { run, gold, weight })
    }
}

/// The weights, each the mean over several fits: what the order of the examples leaves in one is chance.
pub fn fit(examples: &[Example], dice: &mut Dice) -> Vec<f32> {
    let mut means = vec![0.0_f32; NUM_WEIGHTS];
    for _ in 0..NUM_FITS {
        for (mean, weight) in means.iter_mut().zip(fit_once(examples, dice)) {
            *mean += weight / NUM_FITS as f32;
        }
    }
    means
}

/// The weights of one order of the examples, each the mean over the ends of all passes but the first.
fn fit_once(examples: &[Example], dice: &mut Dice) -> Vec<f32> {
    let mut weights = vec![0.0_f32; NUM_WEIGHTS];
    let mut squares = vec![1e-6_f32; NUM_WEIGHTS];
    let mut means = vec![0.0_f32; NUM_WEIGHTS];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    for epoch in 0..NUM_PASSES {
        dice.shuffle(&mut order);
        let mut loss = 0.0;
        for &index in &order {
            let example = &examples[index];
            let (gradients, run_loss) = gradient(example, &weights);
            loss += run_loss;
            let choices = gradients.iter().zip(&example.run.choices);
            for (gradient, choice) in choices.filter(|(g, _)| g.abs() > 1e-4) {
                for &feature in &choice.features {
                    let at = feature as usize;
                    let slope = gradient * example.weight + DECAY * weights[at];
                    squares[at] += slope * slope;
                    weights[at] -= RATE * slope / squares[at].sqrt();
                }
            }
        }
        let mean_loss = loss / examples.len() as f64;
        eprintln!("pass {epoch}: {} runs, loss {mean_loss:.5}", examples.len());
        if epoch > 0 {
            for (mean, weight) in means.iter_mut().zip(&weights) {
                *mean += weight / (NUM_PASSES - 1) as f32;
            }
        }
    }
    means
}

/// The gradient of the loss by the score of each choice, and the loss.
fn gradient(example: &Example, weights: &[f32]) -> (Vec<f32>, f64) {
    let choices = &example.run.choices;
    let score = |features: &[u32]| features.iter().map(|f| weights[*f as usize]).sum();
    let scores: Vec<f32> = choices.iter().map(|c| score(&c.features)).collect();
    let (forward, backward) = sums(&example.run, &scores);
    let total = forward[example.run.num_words];
    let mut gradients: Vec<f32> = choices
        .iter()
        .zip(&scores)
        .map(|(c, s)| (forward[c.first] + s + backward[c.last] - total).exp())
        .collect();
    let mut gold_score = 0.0;
    for &choice in &example.gold {
        gradients[choice] -= 1.0;
        gold_score += scores[choice];
    }
    (gradients, f64::from((total - gold_score) * example.weight))
}

/// Logarithms of the sums over all readings up to and from each word.
fn sums(run: &TrainingRun, scores: &[f32]) -> (Vec<f32>, Vec<f32>) {
    let num_words = run.num_words;
    let mut forward = vec![f32::NEG_INFINITY; num_words + 1];
    let mut backward = forward.clone();
    forward[0] = 0.0;
    backward[num_words] = 0.0;
    // Choices come in the order of their first word.
    let mut next = 0;
    for at in 0..num_words {
        forward[at + 1] = log_add(forward[at + 1], forward[at]);
        while next < scores.len() && run.choices[next].first == at {
            let last = run.choices[next].last;
            forward[last] = log_add(forward[last], forward[at] + scores[next]);
            next += 1;
        }
    }
    for at in (0..num_words).rev() {
        backward[at] = backward[at + 1];
        while next > 0 && run.choices[next - 1].first == at {
            next -= 1;
            let last = run.choices[next].last;
            backward[at] = log_add(backward[at], backward[last] + scores[next]);
        }
    }
    (forward, backward)
}

fn log_add(a: f32, b: f32) -> f32 {
    let (high, low) = if a > b { (a, b) } else { (b, a) };
    if low == f32::NEG_INFINITY {
        return high;
    }
    high + (low - high).exp().ln_1p()
}

/// The model file: scale and bias, then a letter a weight, `O` for 0, 64 letters a line.
pub fn written(weights: &[f32]) -> String {
    let mut out = format!(
        "# Weights of person names, written by train/persons; see README.md.\n{SCALE} {BIAS}\n"
    );
    for line in weights.chunks(64) {
        out.extend(line.iter().map(|weight| {
            let step = (weight / SCALE).round().clamp(-44.0, 46.0);
            char::from((79.0 + step) as u8)
        }));
        out.push('\n');
    }
    out
}

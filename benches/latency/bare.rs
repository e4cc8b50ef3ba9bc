//! What a search is held against: the engine alone, with its own tokenizer, its own BM25 and facets
//! counted by ordinal.

use std::path::Path;

use dateline::release::Release;
use tantivy::collector::{Collector, SegmentCollector, TopDocs};
use tantivy::columnar::StrColumn;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::{
    Index, IndexWriter, Score, Searcher, SegmentOrdinal, SegmentReader, TantivyDocument, Term,
};

const MEMORY: usize = 200 << 20;
const FACETS: [&str; 3] = ["country", "person", "topic"];

/// Writes the bare index.
pub struct Maker {
    writer: IndexWriter,
    text: Field,
    facets: [Field; 3],
}

impl Maker {
    /// An empty index in a folder that is there.
    pub fn new(folder: &Path) -> Self {
        let mut builder = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("en_stem")
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let options = TextOptions::default().set_indexing_options(indexing) | STORED;
        let text = builder.add_text_field("text", options);
        let facets = FACETS.map(|name| builder.add_text_field(name, STRING | FAST));
        let index = Index::create_in_dir(folder, builder.build()).expect("a new index");
        Self {
            writer: index.writer_with_num_threads(1, MEMORY).expect("a writer"),
            text,
            facets,
        }
    }

    /// Adds the text and the facets of a release.
    pub fn add(&self, release: &Release) {
        let mut document = TantivyDocument::default();
        let headline = release.headline.as_deref().unwrap_or_default();
        document.add_text(self.text, format!("{headline}\n{}", release.body));
        let [country, person, topic] = self.facets;
        for found in &release.countries {
            document.add_text(country, &found.code);
        }
        for found in &release.persons {
            document.add_text(person, &found.name);
        }
        for found in &release.topics {
            document.add_text(topic, &found.path);
        }
        self.writer.add_document(document).expect("added");
    }

    /// Commits, in one segment as dateline's is.
    pub fn finish(mut self) -> Bare {
        self.writer.commit().expect("a commit");
        let index = self.writer.index().clone();
        let segments = index.searchable_segment_ids().expect("segments");
        if segments.len() > 1 {
            self.writer.merge(&segments).wait().expect("merged");
        }
        self.writer.wait_merging_threads().expect("merges end");
        Bare {
            searcher: index.reader().expect("a reader").searcher(),
            text: self.text,
        }
    }
}

/// The bare index, open.
pub struct Bare {
    searcher: Searcher,
    text: Field,
}

impl Bare {
    /// The number of hits that have all words, the ten best of which are read, and three facets.
    pub fn search(&self, words: &[String]) -> (u64, Vec<Vec<(String, u64)>>) {
        let mut tokenizer = self
            .searcher
            .index()
            .tokenizer_for_field(self.text)
            .expect("a tokenizer");
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for word in words {
            let mut stream = tokenizer.token_stream(word);
            while let Some(token) = stream.next() {
                let term = Term::from_field_text(self.text, &token.text);
                let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
                clauses.push((Occur::Must, Box::new(query)));
            }
        }
        let query = BooleanQuery::new(clauses);
        let top = TopDocs::with_limit(10).order_by_score();
        let (best, counts) = self
            .searcher
            .search(&query, &(top, Counting))
            .expect("an answer");
        for (_, address) in best {
            let document: TantivyDocument = self.searcher.doc(address).expect("a document");
            std::hint::black_box(document);
        }
        counts
    }
}

/// Counts the facets of the hits by ordinal and names the ten most frequent values of each.
struct Counting;

impl Collector for Counting {
    type Fruit = (u64, Vec<Vec<(String, u64)>>);
    type Child = CountingSegment;

    fn for_segment(
        &self,
        _segment: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<CountingSegment> {
        let column = |name| reader.fast_fields().str(name);
        let mut columns = Vec::new();
        for name in FACETS {
            let column = column(name)?.expect("the column of a facet");
            let counts = vec![0; column.num_terms()];
            columns.push((column, counts));
        }
        Ok(CountingSegment {
            columns,
            num_hits: 0,
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, fruits: Vec<Self::Fruit>) -> tantivy::Result<Self::Fruit> {
        assert!(fruits.len() <= 1, "the index has one segment");
        Ok(fruits.into_iter().next().unwrap_or_default())
    }
}

struct CountingSegment {
    columns: Vec<(StrColumn, Vec<u64>)>,
    num_hits: u64,
}

impl SegmentCollector for CountingSegment {
    type Fruit = (u64, Vec<Vec<(String, u64)>>);

    fn collect(&mut self, doc: u32, _score: Score) {
        self.num_hits += 1;
        for (column, counts) in &mut self.columns {
            for ordinal in column.term_ords(doc) {
                counts[usize::try_from(ordinal).expect("an ordinal")] += 1;
            }
        }
    }

    fn harvest(self) -> Self::Fruit {
        let named = self.columns.into_iter().map(|(column, counts)| {
            let mut values: Vec<(u64, u64)> = (0..).zip(counts).filter(|(_, c)| *c > 0).collect();
            values.sort_by_key(|(ordinal, count)| (std::cmp::Reverse(*count), *ordinal));
            values.truncate(10);
            let name = |(ordinal, count)| {
                let mut name = String::new();
                column.ord_to_str(ordinal, &mut name).expect("a value");
                (name, count)
            };
            values.into_iter().map(name).collect()
        });
        (self.num_hits, named.collect())
    }
}

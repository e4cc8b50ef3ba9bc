//! A temporary folder to run the real program in.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder of releases with an index beside it.
pub struct Fixture {
    folder: tempfile::TempDir,
}

/// What a run of the program gave.
pub struct Run {
    /// Exit status.
    pub status: i32,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

impl Fixture {
    /// An empty folder.
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("temporary folder"),
        }
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A path in the folder.
    pub fn join(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, making its folders.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(path, content).expect("file");
        self
    }

    /// The program with this folder as its working folder and a clean environment.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command
            .args(args)
            .current_dir(self.path())
            .env_remove("DATELINE_INDEX")
            .env_remove("DATELINE_CONFIG")
            .stdin(Stdio::null());
        command
    }

    /// Runs the program.
    pub fn run(&self, args: &[&str]) -> Run {
        Run::from(self.command(args).output().expect("the program runs"))
    }

    /// Runs the program and demands status 0.
    pub fn ok(&self, args: &[&str]) -> Run {
        let run = self.run(args);
        assert_eq!(run.status, 0, "{args:?}\n{}\n{}", run.stdout, run.stderr);
        run
    }

    /// Runs `search … --json` or the like and reads the object.
    pub fn json(&self, args: &[&str]) -> serde_json::Value {
        let run = self.run(args);
        assert!(run.status < 2, "{args:?}: {}", run.stderr);
        serde_json::from_str(&run.stdout)
            .unwrap_or_else(|e| panic!("{args:?}: {e}: {}", run.stdout))
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Self {
            status: output.status.code().unwrap_or(-1),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }
}

/// Every file of a folder and of the folders in it, sorted.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Three short releases: two of 2021 about Kazakhstan, an undated one about France.
pub fn three_releases() -> Fixture {
    let fixture = Fixture::new();
    fixture
        .write(
            "in/rail.txt",
            "Freight Line to Open in Autumn\n\n\
             ASTANA, Kazakhstan, 19 August 2021 – The government of Kazakhstan will open a freight railway \
             to the Caspian Sea in autumn, Transport Minister Daniyar Seitov said. Kazakhstan expects trade \
             to grow.\n\n\
             \"The railway is ready for cargo,\" said Daniyar Seitov, minister of transport of Kazakhstan.\n\n\
             About Steppe Rail\n\nSteppe Rail runs offices in Japan and Taiwan.\n\n###\n",
        )
        .write(
            "in/harvest.txt",
            "Wheat Harvest Sets a Record\n\n\
             ALMATY, Kazakhstan, 3 September 2021 – Farmers of Kazakhstan brought in a record wheat harvest, \
             the Ministry of Agriculture announced. Exports of wheat from Kazakhstan will rise this year.\n\n\
             The ministry said that the government will support farmers with new credit.\n",
        )
        .write(
            "in/museum.txt",
            "Museum Shows Early Posters\n\n\
             PARIS – A museum in France opens an exhibition of early railway posters. The painting \
             collection of the French museum is among the largest of France, director Claire Fontanel said.\n",
        );
    fixture
}

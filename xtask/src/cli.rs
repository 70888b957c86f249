//! The command line.
//!
//! In: the arguments after `cargo xtask`. Out: a `Command` for the pipeline. Must not: read or write a file.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Generates SDK crates from the OpenAPI documents under `spec/`.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", disable_help_subcommand = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write the crates under `generated/`, or one stand-alone crate from any OpenAPI document.
    Generate(GenerateArgs),
    /// Read documents and report what is wrong with them; write nothing.
    Lint(LintArgs),
    /// Compare two documents: what changed on the wire, and what changes in the crate.
    Diff(DiffArgs),
    /// Add a version to an API of this workspace: document, dates, crates, README, changelog and the page to review.
    Bump(BumpArgs),
    /// Explain a diagnostic; or show where an item of a crate comes from, and what a part of a document becomes.
    Explain(ExplainArgs),
}

#[derive(Debug, Args)]
pub struct GenerateArgs {
    /// Write nothing; fail if a generated file is missing, stale or no longer generated.
    #[arg(long, conflicts_with = "dry_run")]
    pub check: bool,
    /// Write nothing; list what would be written.
    #[arg(long)]
    pub dry_run: bool,
    /// Only the API in this folder of `spec/`.
    #[arg(long, value_name = "NAME", conflicts_with = "spec")]
    pub api: Option<String>,
    /// Only the files of this version: its module and its tests.
    #[arg(long, value_name = "VERSION", requires = "api")]
    pub version: Option<String>,
    /// Make a stand-alone crate from this document.
    #[arg(long, value_name = "FILE")]
    pub spec: Option<PathBuf>,
    /// Folder of the stand-alone crate; with `--emit` the file to write.
    #[arg(long, value_name = "PATH")]
    pub out: Option<PathBuf>,
    /// Write no crate, but what it is made from, as JSON on standard output or into the file of `--out`.
    #[arg(long, value_enum, value_name = "WHAT", conflicts_with_all = ["check", "dry_run", "format"])]
    pub emit: Option<Emit>,
    /// Name of the stand-alone crate; from the document's title if absent.
    #[arg(long, value_name = "NAME", requires = "spec")]
    pub crate_name: Option<String>,
    /// Overlay for the stand-alone document; may be given several times.
    #[arg(long, value_name = "FILE", requires = "spec")]
    pub overlay: Vec<PathBuf>,
    /// How diagnostics and the summary are written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    #[command(flatten)]
    pub policy: PolicyArgs,
    /// Also show notes, what is allowed, and each file.
    #[arg(short, long)]
    pub verbose: bool,
}

#[derive(Debug, Args)]
pub struct LintArgs {
    /// The documents to read.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// How diagnostics are written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    #[command(flatten)]
    pub policy: PolicyArgs,
    /// Also show notes, and what is allowed.
    #[arg(short, long)]
    pub verbose: bool,
}

#[derive(Debug, Args)]
pub struct DiffArgs {
    /// The older document: a file, `API@VERSION` of this workspace, or either of a git revision as `REVISION:…`.
    #[arg(value_name = "OLD", required_unless_present = "base")]
    pub old: Option<String>,
    /// The newer document.
    #[arg(value_name = "NEW", required_unless_present = "base")]
    pub new: Option<String>,
    /// Compare all of `spec/` at this git revision with the working tree, and check that released documents are as they were.
    #[arg(long, value_name = "REVISION", conflicts_with_all = ["old", "new"])]
    pub base: Option<String>,
    /// What was looked at and accepted; `approvals.toml` beside the newer document if absent.
    #[arg(long, value_name = "FILE")]
    pub approvals: Option<PathBuf>,
    /// The day on which approvals end, `YYYY-MM-DD`; the day of the clock if absent.
    #[arg(long, value_name = "DATE")]
    pub today: Option<String>,
    /// How the changes are written.
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub format: DiffFormat,
    /// Also show changes of texts and examples.
    #[arg(long)]
    pub docs: bool,
    /// Write into this file in place of standard output.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Fail if a change is at this level or above.
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub fail_on: Option<FailOn>,
}

#[derive(Debug, Args)]
pub struct BumpArgs {
    /// The folder under `spec/`.
    #[arg(value_name = "API")]
    pub api: String,
    /// The new version, as its file is to be named.
    #[arg(value_name = "VERSION")]
    pub version: String,
    /// The document of the version.
    #[arg(long, value_name = "FILE")]
    pub from: PathBuf,
    /// The day of its release, `YYYY-MM-DD`.
    #[arg(long, value_name = "DATE")]
    pub released: Option<String>,
    /// The last day of its support, `YYYY-MM-DD`.
    #[arg(long, value_name = "DATE")]
    pub supported_until: Option<String>,
    /// Go on with a working tree that is not clean, or a version that is there already.
    #[arg(long)]
    pub force: bool,
}

/// How changes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For a terminal.
    Text,
    /// For programs: one JSON object on the last line.
    Json,
    /// Markdown for a changelog.
    Changelog,
    /// Markdown for those who move from one version to the next.
    Guide,
    /// One HTML page for the reviewer.
    Html,
    /// Annotations of GitHub.
    Github,
    /// The code quality report of GitLab.
    Gitlab,
    /// SARIF 2.1.0.
    Sarif,
    /// JUnit.
    Junit,
}

/// The level that closes the gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Breaking on the wire.
    Breaking,
    /// Risky or breaking on the wire.
    Risky,
    /// Any change on the wire.
    Compatible,
    /// A major change of the crate.
    Major,
    /// A minor or major change of the crate.
    Minor,
}

/// What is accepted and what is refused, in addition to `sdk.toml` and the overlays.
#[derive(Debug, Args)]
pub struct PolicyArgs {
    /// Accept the warnings or notes of this code; may be given several times.
    #[arg(long, value_name = "CODE")]
    pub allow: Vec<String>,
    /// Make errors of `warnings`, of `notes` (and warnings), or of a code; may be given several times.
    #[arg(long, value_name = "WHAT")]
    pub deny: Vec<String>,
}

#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The code of a diagnostic, such as `lower-body-xml`; an item of a crate, such as `Tracking::tag`; a JSON pointer; or
    /// a line of a document, as `FILE:LINE`. Without it, all codes are listed.
    #[arg(value_name = "WHAT")]
    pub what: Option<String>,
    /// The document that the item is made from: a file, or `API@VERSION`; the newest version of every API if absent.
    #[arg(long, value_name = "DOCUMENT")]
    pub of: Option<String>,
}

/// What is written in place of a crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Emit {
    /// The intermediate representation: operations and types, with their places in the document.
    Ir,
    /// The document after its overlays.
    Document,
}

/// Who reads the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// People.
    Text,
    /// Programs: one JSON object on the last line.
    Json,
}

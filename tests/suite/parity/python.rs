//! The releases of the official SDK, in one virtual environment.
//!
//! In: a version, a server, calls. Out: what the driver prints, or nothing, with a banner, where Python or the registry
//! is missing. What is installed is kept between runs.
//!
//! All releases need the same packages. So the environment has the newest release and what it needs; each older release
//! is in a folder of its own that comes before it. `pip check` asserts that an older release has what it needs.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use serde_json::Value;

const DISTRIBUTION: &str = "aftership-tracking-sdk";

/// The release that the environment has.
const NEWEST: &str = "10.0.1";

/// The release of the official SDK that speaks a version.
pub(crate) fn release(version: &str) -> &'static str {
    match version {
        "2024-04" => "2.0.2",
        "2024-07" => "3.0.0",
        "2024-10" => "4.0.0",
        "2025-01" => "5.0.1",
        "2025-04" => "6.0.0",
        "2025-07" => "8.0.1",
        "2026-01" => "9.0.0",
        "2026-07" => NEWEST,
        _ => panic!("no release speaks {version}"),
    }
}

/// A Python that has a release of the official SDK.
#[derive(Debug)]
pub(crate) struct Python {
    program: PathBuf,
    /// The folder of an older release.
    older: Option<PathBuf>,
}

/// The Python for a version; nothing where there can be none, unless `SDK_PARITY=require` is set.
pub(crate) fn python(version: &str) -> Option<Python> {
    match install(release(version)) {
        Ok(python) => Some(python),
        Err(fault) if std::env::var("SDK_PARITY").is_ok_and(|value| value == "require") => panic!("{fault}"),
        Err(fault) => {
            let line = "!".repeat(80);
            let text = format!(
                "\n{line}\n!! SKIPPED: parity of {version} with {DISTRIBUTION} {}\n!! {}\n\
                 !! It needs python3 with venv, and pip that can reach its index. To run it:\n\
                 !!     SDK_PARITY=require cargo test -p sdk-tests --test parity\n{line}\n",
                release(version),
                fault.replace('\n', "\n!! "),
            );
            // Not by `eprintln`, which shows nothing when the test passes.
            let _ = std::io::stderr().write_all(text.as_bytes());
            None
        }
    }
}

fn install(release: &str) -> Result<Python, String> {
    /// Made by the first test that needs it; the others wait.
    static ENVIRONMENT: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    let program = ENVIRONMENT.get_or_init(environment).clone()?;
    let older = if release == NEWEST { None } else { Some(older(&program, release)?) };
    Ok(Python { program, older })
}

/// The Python of the environment, which is made where it is missing.
fn environment() -> Result<PathBuf, String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("parity").join(format!("environment-{NEWEST}"));
    let program = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    once(&folder, || {
        let system = if cfg!(windows) { "python" } else { "python3" };
        run(Command::new(system).args(["-m", "venv"]).arg(&folder))?;
        run(pip(&program).arg(package(NEWEST)))
    })?;
    Ok(program)
}

/// The folder of an older release, which is filled where it is missing.
fn older(program: &Path, release: &str) -> Result<PathBuf, String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("parity").join(format!("release-{release}"));
    once(&folder, || {
        run(pip(program).args(["--no-deps", "--target"]).arg(&folder).arg(package(release)))?;
        run(Command::new(program).args(["-m", "pip", "check"]).env("PYTHONPATH", &folder))
    })?;
    Ok(folder)
}

/// Fills a folder, unless an earlier run has.
fn once(folder: &Path, fill: impl FnOnce() -> Result<(), String>) -> Result<(), String> {
    let done = folder.join("installed");
    if done.is_file() {
        return Ok(());
    }
    // What an earlier run has left unfinished.
    let _ = std::fs::remove_dir_all(folder);
    fill()?;
    std::fs::write(&done, "").map_err(|error| error.to_string())
}

fn package(release: &str) -> String {
    format!("{DISTRIBUTION}=={release}")
}

fn pip(program: &Path) -> Command {
    let mut command = Command::new(program);
    command.args(["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]);
    command.args(["--retries", "1", "--timeout", "15"]);
    command
}

fn run(command: &mut Command) -> Result<(), String> {
    let shown = format!("{:?}", command.get_program());
    let output = command.stdin(Stdio::null()).output().map_err(|error| format!("{shown} does not start: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    // `venv` reports on the one, `pip` on the other.
    let text = if output.stderr.is_empty() { output.stdout } else { output.stderr };
    let text = String::from_utf8_lossy(&text);
    let last: Vec<&str> = text.lines().rev().take(3).collect();
    Err(format!("{shown} fails: {}", last.into_iter().rev().collect::<Vec<_>>().join("\n")))
}

impl Python {
    /// Runs a script with JSON in and JSON out.
    pub(crate) fn script(&self, script: &str, arguments: &[&str], input: &Value) -> Value {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("parity").join(script);
        let mut command = Command::new(&self.program);
        // Warnings of the official SDK are not the matter here.
        command.args(["-W", "ignore"]).arg(path).args(arguments);
        // Calls go to loopback, whatever proxies there are; options are in the input, whatever the environment has.
        command.env("NO_PROXY", "*").env("no_proxy", "*").env("PYTHONHASHSEED", "random");
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("AFTERSHIP_") {
                command.env_remove(name);
            }
        }
        match &self.older {
            Some(folder) => command.env("PYTHONPATH", folder),
            None => command.env_remove("PYTHONPATH"),
        };
        let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = pipes.spawn().expect("the script starts");
        let mut stdin = child.stdin.take().expect("a pipe");
        stdin.write_all(input.to_string().as_bytes()).expect("the script reads");
        drop(stdin);
        let output = child.wait_with_output().expect("the script ends");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{script} fails: {stderr}");
        serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|error| panic!("{script} prints no JSON: {error}: {stderr}"))
    }
}

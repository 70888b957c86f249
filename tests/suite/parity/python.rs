//! The official SDK, in a virtual environment of its own.
//!
//! In: a version, a server, calls. Out: what the driver tells, or nothing, with a banner, where Python or the registry
//! is missing. Environments are kept between runs.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};

use serde_json::Value;

const DISTRIBUTION: &str = "aftership-tracking-sdk";

/// The release of the official SDK that speaks a version.
pub(crate) fn release(version: &str) -> &'static str {
    match version {
        "2025-01" => "5.0.1",
        "2026-01" => "9.0.0",
        "2026-07" => "10.0.1",
        _ => panic!("no release speaks {version}"),
    }
}

/// A Python that has a release of the official SDK.
#[derive(Debug)]
pub(crate) struct Python(PathBuf);

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

/// One environment is made at a time. Where one could not be made, the next is not tried: it takes long to fail.
static FAULT: Mutex<Option<String>> = Mutex::new(None);

fn install(release: &str) -> Result<Python, String> {
    let mut fault = FAULT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(fault) = &*fault {
        return Err(fault.clone());
    }
    environment(release).inspect_err(|error| *fault = Some(error.clone()))
}

fn environment(release: &str) -> Result<Python, String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("parity").join(release);
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let done = folder.join("installed");
    if !done.is_file() {
        // What an earlier run has left unfinished.
        let _ = std::fs::remove_dir_all(&folder);
        let system = if cfg!(windows) { "python" } else { "python3" };
        run(Command::new(system).args(["-m", "venv"]).arg(&folder))?;
        let package = format!("{DISTRIBUTION}=={release}");
        let flags = ["--quiet", "--no-input", "--disable-pip-version-check", "--retries", "1", "--timeout", "15"];
        run(Command::new(&python).args(["-m", "pip", "install"]).args(flags).arg(package))?;
        std::fs::write(&done, release).map_err(|error| error.to_string())?;
    }
    Ok(Python(python))
}

fn run(command: &mut Command) -> Result<(), String> {
    let shown = format!("{:?}", command.get_program());
    let output = command.stdin(Stdio::null()).output().map_err(|error| format!("{shown} does not start: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    // `venv` tells on the one, `pip` on the other.
    let said = if output.stderr.is_empty() { output.stdout } else { output.stderr };
    let said = String::from_utf8_lossy(&said);
    let last: Vec<&str> = said.lines().rev().take(3).collect();
    Err(format!("{shown} fails: {}", last.into_iter().rev().collect::<Vec<_>>().join("\n")))
}

impl Python {
    /// Runs a script with JSON in and JSON out.
    pub(crate) fn script(&self, script: &str, arguments: &[&str], input: &Value) -> Value {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("parity").join(script);
        let mut command = Command::new(&self.0);
        // Warnings of the official SDK are not the matter here.
        command.args(["-W", "ignore"]).arg(path).args(arguments);
        // Calls go to loopback, whatever proxies there are; options are in the input, whatever the environment has.
        command.env("NO_PROXY", "*").env("no_proxy", "*").env("PYTHONHASHSEED", "random");
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("AFTERSHIP_") {
                command.env_remove(name);
            }
        }
        let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = pipes.spawn().expect("the script starts");
        let mut stdin = child.stdin.take().expect("a pipe");
        stdin.write_all(input.to_string().as_bytes()).expect("the script reads");
        drop(stdin);
        let output = child.wait_with_output().expect("the script ends");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{script} fails: {said}");
        serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{script} says no JSON: {error}: {said}"))
    }
}

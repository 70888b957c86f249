//! The command line of the generator.

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    // Clap ends bad usage with 2 by itself.
    xtask::task::run(&xtask::cli::Cli::parse().command).into()
}

//! How long files and functions are.
//!
//! In: the text of a source file, laid out by rustfmt. Out: what is longer than it may be. Must not: count module tests.

use std::fs;
use std::path::Path;

const LONGEST_FILE: usize = 400;
const LONGEST_FUNCTION: usize = 60;

/// What is too long below this folder.
pub(super) fn faults_below(folder: &Path) -> Vec<String> {
    let mut faults = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder can be read") {
        let path = entry.expect("an entry can be read").path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() && name != "tests" {
            faults.extend(faults_below(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") && name != "tests" {
            let text = fs::read_to_string(&path).expect("a file can be read");
            faults.extend(faults_of(&text).into_iter().map(|fault| format!("{}: {fault}", path.display())));
        }
    }
    faults
}

/// What is too long in this text.
pub(super) fn faults_of(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let mut faults = Vec::new();
    if lines.len() > LONGEST_FILE {
        faults.push(format!("{} lines", lines.len()));
    }
    let tests = lines.iter().position(|line| *line == "#[cfg(test)]").unwrap_or(lines.len());
    for (start, line) in lines[..tests].iter().enumerate().filter(|(_, line)| is_function(line)) {
        let indent = line.len() - line.trim_start().len();
        let is_end = |line: &str| line.trim_start() == "}" && line.len() == indent + 1;
        let length = lines[start..].iter().position(|line| is_end(line)).map_or(0, |end| end + 1);
        if !line.ends_with('}') && length > LONGEST_FUNCTION {
            faults.push(format!("`{}` has {length} lines", line.trim()));
        }
    }
    faults
}

/// Whether a function with a body starts here. One of a trait that has none ends on its line.
fn is_function(line: &str) -> bool {
    let words = line.trim_start().split([' ', '(']).take_while(|word| !word.starts_with(['{', '/', '#']));
    let is_modifier = |word: &str| matches!(word, "pub" | "const" | "async" | "crate)" | "super)" | "extern");
    let first = words.into_iter().find(|word| !is_modifier(word) && !word.ends_with(')') && *word != "in");
    first == Some("fn") && !line.ends_with(';')
}

#[test]
fn what_is_too_long_is_found() {
    let body = "        let x = 1;\n".repeat(59);
    let long = format!("impl A {{\n    pub(crate) async fn f() {{\n{body}    }}\n\n    fn g() {{\n    }}\n}}\n");
    assert_eq!(faults_of(&long), ["`pub(crate) async fn f() {` has 61 lines"]);
    assert_eq!(faults_of(&long.replacen("        let x = 1;\n", "", 1)), [""; 0]);
    assert_eq!(faults_of(&format!("#[cfg(test)]\nmod tests {{\n{long}}}\n")), [""; 0]);
    assert_eq!(faults_of(&"//\n".repeat(401)), ["401 lines"]);
}

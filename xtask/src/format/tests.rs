//! What the printed text looks like.

use super::*;

fn print(tokens: TokenStream) -> String {
    rust(tokens, "@generated").unwrap_or_else(|error| error.to_string())
}

#[test]
fn macros_have_an_entry_a_line() {
    let text = print(quote! {
        sdk_runtime::object! { Tracking { id => "id", list => "list" always } extra }
        sdk_runtime::open_enum! { Tag : Unknown { A => "a" } }
        sdk_runtime::union! { V : Unknown by "kind" { Cat(Box<super::Cat>) => ["cat", "c"], Map(BTreeMap<String, i64>) => ["m"] } }
        sdk_runtime::union! { V : Unknown ordered { A(i64) => properties["a"], B(Vec<String>) => try } }
        sdk_runtime::operation! { Get => models::Tracking, super::super::Error }
        sdk_runtime::object! { Empty {} extra }
        sdk_runtime::wrapper! { Tree(Vec<super::Tree>) }
    });
    let expected = r#"// @generated

sdk_runtime::object! {
    Tracking {
        id => "id",
        list => "list" always,
    } extra
}

sdk_runtime::open_enum! {
    Tag: Unknown {
        A => "a",
    }
}

sdk_runtime::union! {
    V: Unknown by "kind" {
        Cat(Box<super::Cat>) => ["cat", "c"],
        Map(BTreeMap<String, i64>) => ["m"],
    }
}

sdk_runtime::union! {
    V: Unknown ordered {
        A(i64) => properties["a"],
        B(Vec<String>) => try,
    }
}

sdk_runtime::operation! { Get => models::Tracking, super::super::Error }

sdk_runtime::object! { Empty {} extra }

sdk_runtime::wrapper! { Tree(Vec<super::Tree>) }
"#;
    assert_eq!(text, expected);
}

#[test]
fn items_and_methods_stand_apart_and_imports_together() {
    let text = print(quote! {
        #![doc = " Docs."]
        use a::b;
        use c::d;
        /// T.
        pub struct T { pub a: u8 }
        impl T {
            /// A.
            pub fn a(&self) -> u8 { self.a }
            /// B.
            pub fn b(mut self) -> Self { self.a = 1; self }
        }
    });
    let expected = "// @generated

//! Docs.

use a::b;
use c::d;

/// T.
pub struct T {
    pub a: u8,
}

impl T {
    /// A.
    pub fn a(&self) -> u8 {
        self.a
    }

    /// B.
    pub fn b(mut self) -> Self {
        self.a = 1;
        self
    }
}
";
    assert_eq!(text, expected);
}

#[test]
fn what_is_not_rust_is_reported_with_its_file() {
    let file = UnformattedFile { path: "src/a.rs".into(), source: Source::Rust(quote!(pub struct)) };
    let mut formatter = Formatter::new("x");
    formatter.add(file);
    let diagnostics = formatter.finish().unwrap_err();
    let codes: Vec<_> = diagnostics.iter().map(|diagnostic| (diagnostic.code.id(), diagnostic.span.clone())).collect();
    assert_eq!(codes, [("format-invalid-rust", Span::File("src/a.rs".into()))]);
    assert!(statements(&quote!(let = ;)).is_err());
}

#[test]
fn statements_are_lines_without_indent() {
    let lines = statements(&quote!(let a = b.c()?; if a { d(); })).unwrap_or_default();
    assert_eq!(lines, ["let a = b.c()?;", "if a {", "    d();", "}"]);
}

#[test]
fn arguments_of_known_macros_are_code() {
    let lines = statements(&quote!(println!("{}", item?); assert_eq!(server.requests()[0].len(), 1);));
    assert_eq!(lines.unwrap(), ["println!(\"{}\", item?);", "assert_eq!(server.requests()[0].len(), 1);"]);
}

//! What the API requires, the compiler requires. `TRYBUILD=overwrite` writes the messages anew.

#[test]
fn misuse_does_not_compile() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("cases/*.rs");
}

//! Prints a file item by item, with blank lines between groups.
//!
//! In: a parsed file. Out: its text. Must not: change the items; `prettyplease` prints them.

use syn::{Attribute, File, ImplItem, Item, ItemImpl, Visibility};

use super::macros;

pub(super) fn file(file: File) -> String {
    let mut text = unparse(file.attrs, Vec::new());
    let mut previous: Option<Kind> = None;
    for item in file.items {
        let kind = Kind::of(&item);
        if !text.is_empty() && !previous.is_some_and(|previous| previous.joins(kind)) {
            text.push('\n');
        }
        text.push_str(&self::item(item));
        previous = Some(kind);
    }
    text
}

/// Items of one kind are grouped; a macro that completes a type is right below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Use,
    PublicUse,
    Module,
    Type,
    TypeMacro,
    Other,
}

impl Kind {
    fn of(item: &Item) -> Self {
        match item {
            Item::Use(item) if matches!(item.vis, Visibility::Inherited) => Self::Use,
            Item::Use(_) => Self::PublicUse,
            Item::Mod(item) if item.content.is_none() && item.attrs.is_empty() => Self::Module,
            Item::Struct(_) | Item::Enum(_) => Self::Type,
            Item::Macro(item) if item.ident.is_none() => Self::TypeMacro,
            _ => Self::Other,
        }
    }

    fn joins(self, next: Self) -> bool {
        match next {
            Self::Use | Self::PublicUse | Self::Module => self == next,
            Self::Type | Self::TypeMacro | Self::Other => false,
        }
    }
}

fn item(item: Item) -> String {
    match item {
        Item::Impl(item) if item.items.len() > 1 => impl_block(item),
        Item::Macro(item) if item.ident.is_none() && item.attrs.is_empty() => macros::item(&item.mac),
        other => unparse(Vec::new(), vec![other]),
    }
}

/// An impl with a blank line between its functions.
fn impl_block(mut block: ItemImpl) -> String {
    let items = std::mem::take(&mut block.items);
    let shell = unparse(Vec::new(), vec![Item::Impl(block.clone())]);
    let Some(head) = shell.trim_end().strip_suffix('}').filter(|_| items.iter().all(is_function)) else {
        // Not all of it is functions: print it as one.
        block.items = items;
        return unparse(Vec::new(), vec![Item::Impl(block)]);
    };
    let mut text = format!("{}\n", head.trim_end());
    for (at, item) in items.into_iter().enumerate() {
        if at > 0 {
            text.push('\n');
        }
        if let ImplItem::Fn(function) = item {
            let function = syn::ItemFn {
                attrs: function.attrs,
                vis: function.vis,
                modifiers: function.modifiers,
                sig: function.sig,
                block: Box::new(function.block),
            };
            for line in unparse(Vec::new(), vec![Item::Fn(function)]).lines() {
                let indent = if line.is_empty() { "" } else { "    " };
                text.push_str(indent);
                text.push_str(line);
                text.push('\n');
            }
        }
    }
    text.push_str("}\n");
    text
}

fn is_function(item: &ImplItem) -> bool {
    matches!(item, ImplItem::Fn(_))
}

/// Attributes of the file, or items.
fn unparse(attrs: Vec<Attribute>, items: Vec<Item>) -> String {
    let text = prettyplease::unparse(&File { shebang: None, frontmatter: None, attrs, items });
    if text.trim().is_empty() { String::new() } else { text }
}

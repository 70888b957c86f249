//! `paged_operation!`.
//!
//! In: a request builder, and the fields of its payload that lead to the items and to the place of the next page. Out:
//! all of `operation!`, and `pages` and `stream`. The fields are asked through typed functions: nothing is read twice.

/// A call that gives pages, in place of `operation!`:
///
/// `paged_operation! { List => Listing, Thing, Error { items [page, things], next [page, next], more [page, more] } }`
#[doc(hidden)]
#[macro_export]
macro_rules! paged_operation {
    (
        $ty:ident => $output:ty, $item:ty, $error:ty {
            items $items:tt
            $(, next $next:tt)?
            $(, more $more:tt)?
            $(, total $total:tt)?
            $(,)?
        }
    ) => {
        $crate::operation! { $ty => $output, $error }

        impl $crate::paging::Paged for $ty {
            type Page = $output;
            type Item = $item;
            const PAGING: $crate::paging::Paging<$output, $item> = $crate::paging::Paging {
                items: |page| $crate::__take_items!(page; $items),
                count: |page| $crate::__count_items!(page; $items),
                next: $crate::__page_fact!($($next)?),
                more: $crate::__page_fact!($($more)?),
                total: $crate::__page_fact!($($total)?),
            };
        }

        impl $ty {
            /// The pages of the list, one request for each, from where this call starts. Nothing is sent before the
            /// first one is wanted.
            #[inline]
            pub fn pages(self) -> $crate::Pages<$output, $error> {
                $crate::Pages::new(self.call, <Self as $crate::paging::Paged>::PAGING)
            }

            /// The items of the list, over all its pages, from where this call starts. Nothing is sent before the first
            /// one is wanted.
            #[inline]
            pub fn stream(self) -> $crate::Items<$item, $error> {
                $crate::Items::new(self.call, <Self as $crate::paging::Paged>::PAGING)
            }
        }
    };
}

/// The items of a page, by value.
#[doc(hidden)]
#[macro_export]
macro_rules! __take_items {
    ($page:ident; []) => {
        $crate::paging::List::list($page)
    };
    ($page:ident; [? $(, $($rest:tt),+)?]) => {
        match $page {
            ::core::option::Option::Some(inner) => $crate::__take_items!(inner; [$($($rest),+)?]),
            ::core::option::Option::None => ::std::vec::Vec::new(),
        }
    };
    ($page:ident; [$field:tt]) => {
        $crate::paging::List::list($page.$field)
    };
    ($page:ident; [$field:tt, $($rest:tt),+]) => {
        match $crate::paging::Down::into_down($page.$field) {
            ::core::option::Option::Some(inner) => $crate::__take_items!(inner; [$($rest),+]),
            ::core::option::Option::None => ::std::vec::Vec::new(),
        }
    };
}

/// How many items a page has.
#[doc(hidden)]
#[macro_export]
macro_rules! __count_items {
    ($page:ident; []) => {
        $crate::paging::List::count($page)
    };
    ($page:ident; [? $(, $($rest:tt),+)?]) => {
        match $page {
            ::core::option::Option::Some(inner) => $crate::__count_items!(inner; [$($($rest),+)?]),
            ::core::option::Option::None => 0,
        }
    };
    ($page:ident; [$field:tt]) => {
        $crate::paging::List::count(&$page.$field)
    };
    ($page:ident; [$field:tt, $($rest:tt),+]) => {
        match $crate::paging::Down::down(&$page.$field) {
            ::core::option::Option::Some(inner) => $crate::__count_items!(inner; [$($rest),+]),
            ::core::option::Option::None => 0,
        }
    };
}

/// A function that asks a page for a fact, or `None` where the body is to be asked.
#[doc(hidden)]
#[macro_export]
macro_rules! __page_fact {
    () => {
        ::core::option::Option::None
    };
    ($fields:tt) => {
        ::core::option::Option::Some(|page| $crate::__read_fact!(page; $fields))
    };
}

/// A fact of a page.
#[doc(hidden)]
#[macro_export]
macro_rules! __read_fact {
    ($page:ident; [?, $($rest:tt),+]) => {
        match $page {
            ::core::option::Option::Some(inner) => $crate::__read_fact!(inner; [$($rest),+]),
            ::core::option::Option::None => $crate::Value::Null,
        }
    };
    ($page:ident; [$field:tt]) => {
        $crate::paging::fact(&$page.$field)
    };
    ($page:ident; [$field:tt, $($rest:tt),+]) => {
        match $crate::paging::Down::down(&$page.$field) {
            ::core::option::Option::Some(inner) => $crate::__read_fact!(inner; [$($rest),+]),
            ::core::option::Option::None => $crate::Value::Null,
        }
    };
}

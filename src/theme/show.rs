//! How a view becomes the value that templates read: field by field, and only what a template names.
//!
//! Strings, lists and fields of templates are counted references: a [`Value`] that several views hold is
//! made once and shared. What a template does not name is no part of its value (see `reads`).

use std::borrow::Cow;

use serde::{Serialize, Serializer};
use tera::Value;

use super::Reads;

/// What templates can read.
pub trait Show {
    /// Hands on what a template that reads these names sees.
    ///
    /// # Errors
    /// Those of `to`.
    fn show<S: Serializer>(&self, reads: &Reads<'_>, to: S) -> Result<S::Ok, S::Error>;
}

/// A view as the value that a template sees.
///
/// # Panics
/// Never: views have no keys but the names of fields, and nothing else can fail.
pub(super) fn value(view: &(impl Show + ?Sized), reads: &Reads<'_>) -> Value {
    Value::try_from_serializable(&Seen(view, reads)).expect("views are text, numbers, lists and fields")
}

/// A view as a template sees it.
pub struct Seen<'s, V: ?Sized>(pub &'s V, pub &'s Reads<'s>);

impl<V: Show + ?Sized> Serialize for Seen<'_, V> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.show(self.1, to)
    }
}

/// Declares structs that templates read by the names of their fields.
///
/// It is what a derive would be: the struct as it is written, and [`Show`] for it.
macro_rules! view {
    ($(
        $(#[$meta:meta])*
        $vis:vis struct $name:ident $(<$life:lifetime>)? {
            $($(#[$doc:meta])* $seen:vis $field:ident: $type:ty,)*
        }
    )+) => {$(
        $(#[$meta])*
        $vis struct $name $(<$life>)? {
            $($(#[$doc])* $seen $field: $type,)*
        }

        impl $(<$life>)? $crate::theme::Show for $name $(<$life>)? {
            fn show<S: serde::Serializer>(
                &self,
                reads: &$crate::theme::Reads<'_>,
                to: S,
            ) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeStruct;
                static NAMES: &[&str] = &[$(stringify!($field)),*];
                const { assert!([$(stringify!($field)),*].len() <= 64) };
                let mut read = reads.of_fields(&NAMES);
                let mut fields = to.serialize_struct(stringify!($name), read.count())?;
                $(if read.next() {
                    fields.serialize_field(stringify!($field), &$crate::theme::Seen(&self.$field, reads))?;
                })*
                fields.end()
            }
        }
    )+};
}
pub(crate) use view;

impl Show for Value {
    fn show<S: Serializer>(&self, _: &Reads<'_>, to: S) -> Result<S::Ok, S::Error> {
        self.serialize(to)
    }
}

impl Show for str {
    fn show<S: Serializer>(&self, _: &Reads<'_>, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self)
    }
}

impl Show for String {
    fn show<S: Serializer>(&self, _: &Reads<'_>, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self)
    }
}

impl Show for Cow<'_, str> {
    fn show<S: Serializer>(&self, _: &Reads<'_>, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self)
    }
}

impl Show for bool {
    fn show<S: Serializer>(&self, _: &Reads<'_>, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bool(*self)
    }
}

impl Show for u8 {
    fn show<S: Serializer>(&self, _: &Reads<'_>, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_u8(*self)
    }
}

impl Show for usize {
    fn show<S: Serializer>(&self, _: &Reads<'_>, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_u64(*self as u64)
    }
}

impl<T: Show + ?Sized> Show for &T {
    fn show<S: Serializer>(&self, reads: &Reads<'_>, to: S) -> Result<S::Ok, S::Error> {
        (**self).show(reads, to)
    }
}

impl<T: Show> Show for Option<T> {
    fn show<S: Serializer>(&self, reads: &Reads<'_>, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(view) => view.show(reads, to),
            None => to.serialize_none(),
        }
    }
}

impl<T: Show> Show for Vec<T> {
    fn show<S: Serializer>(&self, reads: &Reads<'_>, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.iter().map(|view| Seen(view, reads)))
    }
}

impl<A: Show, B: Show> Show for (A, B) {
    fn show<S: Serializer>(&self, reads: &Reads<'_>, to: S) -> Result<S::Ok, S::Error> {
        (Seen(&self.0, reads), Seen(&self.1, reads)).serialize(to)
    }
}

//! How a view becomes the value that templates read: field by field, and only what a template names.
//!
//! Strings, lists and maps of templates are counted references: a [`Value`] that several views hold is
//! made once and shared. What a template does not name is no part of its value (see `reads`).

use std::borrow::Cow;

use tera::Value;

use super::Reads;

/// What templates can read.
pub trait Show {
    /// As the value of a template that reads these names.
    fn show(&self, reads: &Reads) -> Value;
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
            fn show(&self, reads: &$crate::theme::Reads) -> $crate::theme::Value {
                let mut fields = $crate::theme::Fields::with_capacity([$(stringify!($field)),*].len());
                $(if reads.has(stringify!($field)) {
                    fields.insert(stringify!($field).into(), $crate::theme::Show::show(&self.$field, reads));
                })*
                fields.into()
            }
        }
    )+};
}
pub(crate) use view;

impl Show for Value {
    fn show(&self, _: &Reads) -> Value {
        self.clone()
    }
}

impl Show for str {
    fn show(&self, _: &Reads) -> Value {
        Value::normal_string(self)
    }
}

impl Show for String {
    fn show(&self, _: &Reads) -> Value {
        Value::normal_string(self)
    }
}

impl Show for Cow<'_, str> {
    fn show(&self, _: &Reads) -> Value {
        Value::normal_string(self)
    }
}

impl Show for bool {
    fn show(&self, _: &Reads) -> Value {
        Value::from(*self)
    }
}

impl Show for u8 {
    fn show(&self, _: &Reads) -> Value {
        Value::from(u64::from(*self))
    }
}

impl Show for usize {
    fn show(&self, _: &Reads) -> Value {
        Value::from(*self as u64)
    }
}

impl<T: Show + ?Sized> Show for &T {
    fn show(&self, reads: &Reads) -> Value {
        (**self).show(reads)
    }
}

impl<T: Show> Show for Option<T> {
    fn show(&self, reads: &Reads) -> Value {
        self.as_ref().map_or_else(Value::none, |value| value.show(reads))
    }
}

impl<T: Show> Show for Vec<T> {
    fn show(&self, reads: &Reads) -> Value {
        Value::from(self.iter().map(|value| value.show(reads)).collect::<Vec<Value>>())
    }
}

impl<A: Show, B: Show> Show for (A, B) {
    fn show(&self, reads: &Reads) -> Value {
        Value::from(vec![self.0.show(reads), self.1.show(reads)])
    }
}
